import { z } from '../../notebook/zod.ts';

const name = z.lazy(() =>
  z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'expected small letters, digits and hyphens'),
);

/** Which step of which tutorial; what it says and asks is src/tutorials', not the notebook's. */
export const taskParams = z.lazy(() => z.object({ tutorial: name, step: name }));

export type TaskParams = z.infer<typeof taskParams>;
