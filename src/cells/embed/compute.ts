import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { Problem } from '../../core/problem.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { passingRows } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import { embedRequest } from './embed-request.ts';
import type { EmbedCellParams } from './params.ts';

/** The plane while it is being laid out. */
export interface PartialPlane {
  x: Float32Array;
  y: Float32Array;
  epoch: number;
  epochs: number;
}

/** Embeds the features of the data cell. */
export async function computeEmbed(
  context: ComputeContext,
  params: EmbedCellParams,
  inputs: Record<string, CellInput>,
): Promise<EmbeddingResult> {
  const data = inputs.data.result as DataResult;
  if (data.features.length === 0) {
    throw new Problem('bad-parameter', 'no feature is chosen; tick at least one column in the data cell');
  }
  return context.jobs.embed(
    { cell: context.cell, signal: context.signal },
    ...embedRequest(data, params, passingRows(inputs)),
    context.progress,
    (x, y, epoch, epochs) => context.partial({ x, y, epoch, epochs } satisfies PartialPlane),
  );
}
