const ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** A letter, then up to 63 letters, digits, _ or -; no name that every object has. Holds for cells and selections. */
export function isId(text: string): boolean {
  return ID.test(text) && !(text in Object.prototype);
}
