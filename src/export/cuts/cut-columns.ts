import type { Expression } from '../../core/expression/expression.ts';

/** A column as other programs find it in the file, or how it is made of such ones. */
export interface CutColumn {
  type: 'float64' | 'float32' | 'int32' | 'int64' | 'text';
  /** Values in the file that stand for "missing", such as -999. */
  sentinels: readonly number[];
  /** What Outcrop computed it by; null where the file has it. */
  made: Expression | null;
  /** Least and greatest value; null where unknown. */
  range: [number, number] | null;
}

/** By name. What is not here no other program has, such as the axes of a plane. */
export type CutColumns = ReadonlyMap<string, CutColumn>;
