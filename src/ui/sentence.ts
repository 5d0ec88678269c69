/** A note as a sentence of its own. */
export const sentence = (note: string): string => `${note.charAt(0).toUpperCase()}${note.slice(1)}.`;
