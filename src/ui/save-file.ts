/** Hands a file to the browser's downloads under this name. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function saveText(name: string, text: string, type = 'application/json'): void {
  saveFile(name, new Blob([text], { type }));
}
