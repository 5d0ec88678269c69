import { z } from '../../notebook/zod.ts';

export const noteParams = z.object({ text: z.string().max(200_000) });
export type NoteParams = z.infer<typeof noteParams>;
