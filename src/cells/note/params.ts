import { z } from '../../notebook/zod.ts';

export const noteParams = z.lazy(() => z.object({ text: z.string().max(200_000) }));
export type NoteParams = z.infer<typeof noteParams>;
