/** A text as the name of a file that every file system takes, without its ending. */
export function fileStem(text: string, otherwise = 'notebook'): string {
  const stem = text
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|-+$/g, '')
    .slice(0, 80);
  return stem || otherwise;
}
