/** True of the name of what was opened at an address; names of files hold no `/`. */
export function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name);
}
