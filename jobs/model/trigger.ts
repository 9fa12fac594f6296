import { z } from "zod";

const ms = z
  .number()
  .int()
  .min(0)
  .max(366 * 86_400_000);

/** How a run is asked for, besides its task and payload. */
export const triggerOptionsSchema = z.strictObject({
  /** Higher goes first; default 0. */
  priority: z.number().int().min(-1_000_000).max(1_000_000).optional(),
  /** Not before so many milliseconds from now. */
  delayMs: ms.optional(),
  /** Not before this time (UTC milliseconds); `delayMs` is then not asked. */
  runAt: z.number().int().min(0).max(8.64e15).optional(),
  /** The same key for the same task gives the same run back, for `idempotencyKeyTtlMs` (default 24 hours). */
  idempotencyKey: z.string().min(1).max(500).optional(),
  idempotencyKeyTtlMs: ms.optional(),
  /** Of the runs of a task with one key, only `queue.limitPerKey` are active at once. */
  concurrencyKey: z.string().min(1).max(500).optional(),
  /** Tries in all; default: the task's. */
  maxAttempts: z.number().int().min(1).max(1_000).optional(),
  /** A run that has not begun by then is cancelled with code EXPIRED. */
  expireInMs: ms.optional(),
  tags: z.array(z.string().min(1).max(100)).max(20).optional(),
});
export type TriggerOptions = z.infer<typeof triggerOptionsSchema>;

/** One run that is asked for. */
export const triggerRequestSchema = z.strictObject({
  taskId: z.string().min(1).max(200),
  payload: z.unknown().optional(),
  options: triggerOptionsSchema.optional(),
});
export type TriggerRequest = z.infer<typeof triggerRequestSchema>;

/** Runs that one call may ask for. */
export const mostTriggered = 10_000;

/** What a task may ask of its host while it runs. Crosses from the thread. */
export const taskCallSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("trigger"), requests: z.array(triggerRequestSchema).max(mostTriggered) }),
  z.strictObject({ kind: z.literal("wait"), runId: z.string().max(64) }),
  z.strictObject({ kind: z.literal("status"), runId: z.string().max(64) }),
  z.strictObject({ kind: z.literal("step"), name: z.string().min(1).max(200), output: z.unknown() }),
]);
export type TaskCall = z.infer<typeof taskCallSchema>;

/** What a triggered run is known by. */
export type TriggeredRun = { readonly id: string; readonly status: string; readonly taskId: string };
