/** Before which of the cells, whose heads are centred at `middles` (px, ascending), something let go at `y` belongs. */
export function gapAt(middles: readonly number[], y: number): number {
  const below = middles.findIndex((middle) => y < middle);
  return below < 0 ? middles.length : below;
}

/** The place in the list that a cell has after it was taken out at `from` and put in before what stood at `gap`. */
export function indexAfterDrop(from: number, gap: number): number {
  return gap > from ? gap - 1 : gap;
}
