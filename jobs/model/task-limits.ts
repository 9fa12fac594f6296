import { z } from "zod";

/** What a task may take of this computer, as its code says. */
export const taskLimitsSchema = z.object({
  /** Runs at once. */
  concurrencyLimit: z.number().int(),
  /** Of these, with the same concurrency key. */
  limitPerKey: z.number().int(),
  /** For one try. */
  timeoutMs: z.number(),
  /** Tries at most, the first one included. */
  tries: z.number().int(),
  /** Before the second try; doubled for each further one, up to the other. */
  retryDelayMs: z.number(),
  retryMaxDelayMs: z.number(),
  isolation: z.enum(["thread", "inline"]),
});
export type TaskLimits = z.infer<typeof taskLimitsSchema>;
