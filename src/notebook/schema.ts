import { boundedRecord } from './bounded-record.ts';
import { isId } from './document.ts';
import { isPlainObject, type JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { resultsSchema } from './result-record.ts';
import { stepsSchema } from './selection-schema.ts';
import { z } from './zod.ts';

const id = z.lazy(() => z.string().refine(isId, 'expected a letter, then up to 63 letters, digits, _ or -'));
const title = z.lazy(() => z.string().max(limits.titleLength));
// Only the outside: the kind's own parser looks within, and an unknown kind's is kept as it is.
const jsonObject = z.lazy(() => z.custom<JsonObject>(isPlainObject, 'expected an object'));

const cell = z.lazy(() =>
  z.object({
    id,
    kind: id,
    version: z.int().min(1),
    title: title.optional(),
    inputs: boundedRecord(z.string(), id, limits.inputs).optional(),
    params: jsonObject.optional(),
    view: jsonObject.optional(),
    collapsed: z.boolean().optional(),
  }),
);

const selection = z.lazy(() =>
  z.object({
    id,
    name: z.string().min(1).max(limits.titleLength),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'expected a colour as #rrggbb')
      .optional(),
    steps: stepsSchema,
  }),
);

/** The envelope of the present version as found in files: what a hand-written one may leave out is optional here. */
export const notebookSchema = z.lazy(() =>
  z.object({
    format: z.string(),
    version: z.int(),
    id,
    title: title.optional(),
    cells: z.array(cell).max(limits.cells),
    selection: stepsSchema.optional(),
    selections: z.array(selection).max(limits.selections).optional(),
    pinned: z.array(z.string().min(1).max(200)).max(limits.pinned).optional(),
    results: resultsSchema.optional(),
  }),
);

export type NotebookEnvelope = z.infer<typeof notebookSchema>;
export type CellEnvelope = NotebookEnvelope['cells'][number];
