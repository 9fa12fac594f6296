import { z } from "zod";
import { mostTriggered } from "./trigger.ts";

/** Many runs at once; one that is named twice counts once. */
export const manyRunsSchema = z.strictObject({ runIds: z.array(z.string().min(1).max(64)).min(1).max(mostTriggered) });

/** What became of many: how many it was done to, and why not to the others. */
export const manyDoneSchema = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ runId: z.string(), code: z.string(), message: z.string() })),
});
export type ManyDone = z.infer<typeof manyDoneSchema>;
