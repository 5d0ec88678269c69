/** The column by which plots and selections tell what the cuts of a cell let pass; a label is a place in the levels. */
export const PASSES_COLUMN = 'cuts';
export const PASSES_LEVELS = ['removed', 'kept'];
export const REMOVED = 0;
export const KEPT = 1;
