/** `row,x,y,label` for every row, in input order; x and y are empty, and the label NOT_EMBEDDED, for rows left out. */
export function labelsFile(x: Float32Array, y: Float32Array, labels: Int32Array): string {
  const lines = ['row,x,y,label'];
  for (let row = 0; row < labels.length; row++) {
    const place = Number.isNaN(x[row]) ? ',' : `${x[row]},${y[row]}`;
    lines.push(`${row},${place},${labels[row]}`);
  }
  return `${lines.join('\n')}\n`;
}
