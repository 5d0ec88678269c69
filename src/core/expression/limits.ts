/** Expressions come with notebooks of strangers: these keep parsing and evaluating bounded. */
export const MAX_EXPRESSION_LENGTH = 10_000;
/** Brackets, signs and powers within each other. */
export const MAX_EXPRESSION_DEPTH = 100;
export const MAX_EXPRESSION_NODES = 2_000;
/** Curves through all rows, see RUNNING_FUNCTIONS. */
export const MAX_RUNNING_FUNCTIONS = 12;
