/** What a notebook may hold. A file beyond one of these is refused with a reason, and so is a command. */
export const limits = {
  /** UTF-16 code units of a notebook as text; never more than its bytes in a file. */
  textLength: 50_000_000,
  /** Objects and arrays in one file, so that 50 MB of `[[],[],...` cannot fill the memory. */
  containers: 5_000_000,
  depth: 64,
  cells: 500,
  /** Inputs of one cell; no kind has as many as ten. */
  inputs: 100,
  /** Steps of the current selection. */
  currentSteps: 1_000,
  /** Steps of the current and all named selections together. */
  steps: 10_000,
  selections: 1_000,
  polygonPoints: 10_000,
  pickedRows: 1_000_000,
  /** Characters of the packed rows of one clause. */
  packedEvents: 10_000_000,
  pinned: 200,
  titleLength: 500,
  historySteps: 200,
  /** Cells of which a save recorded the results. */
  records: 5_000,
  recordedFigures: 200,
  recordedColumns: 5_000,
  /** Labels kept of one clustering; of a larger one every second row, or every third ... */
  recordedLabels: 200_000,
} as const;
