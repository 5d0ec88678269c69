/** An SVG path of touching bars, each `1 / shares.length` of the width, as high as its part of `most`. */
export function barsPath(shares: ArrayLike<number>, width: number, height: number, most: number): string {
  if (shares.length === 0 || !(most > 0)) return '';
  const step = width / shares.length;
  let path = `M0,${height}`;
  for (let i = 0; i < shares.length; i++) {
    // A bin that holds anything shows, however little.
    const tall = shares[i] > 0 ? Math.max((shares[i] / most) * height, 0.7) : 0;
    path += `V${(height - tall).toFixed(2)}H${((i + 1) * step).toFixed(2)}`;
  }
  return `${path}V${height}Z`;
}

export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}
