/**
 * Lets the user choose a file; null where they think better of it. `accept` as of <input>, such as
 * `.csv,.parquet`. To be called from a click or key, or the browser refuses the dialog.
 */
export async function pickFile(accept = ''): Promise<File | null> {
  return (await pickFiles(accept, false))[0] ?? null;
}

export function pickFiles(accept = '', multiple = true): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.hidden = true;
    const end = (): void => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', end);
    input.addEventListener('cancel', end);
    document.body.append(input);
    input.click();
  });
}
