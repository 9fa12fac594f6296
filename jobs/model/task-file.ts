import { z } from "zod";
import { retentionWishSchema } from "./retention.ts";
import { policyChangeSchema } from "./schedule.ts";
import { taskNeeds } from "./task-need.ts";

/** What a host knows of a task in a file of the user's: plain data, because its code is in threads only. */
export const taskDescriptionSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  concurrencyLimit: z.number().int().min(1),
  limitPerKey: z.number().int().min(1),
  claimAhead: z.number().int().min(0),
  retry: z.object({
    limit: z.number().int().min(0),
    delayMs: z.number().min(0),
    backoff: z.boolean(),
    maxDelayMs: z.number().min(0),
  }),
  timeoutMs: z.number().int().min(1),
  retention: retentionWishSchema,
  secrets: z.array(z.string()),
  /** Its payloads may refer to further secrets. */
  namesSecrets: z.boolean(),
  settings: z.array(z.string()),
  /** Those of its secrets and settings that it can do without. */
  optional: z.array(z.string()),
  schedules: z.array(
    z.object({
      id: z.string(),
      when: z.string(),
      zone: z.string().optional(),
      policies: policyChangeSchema.optional(),
    }),
  ),
  waitsFor: z.enum(taskNeeds).nullable(),
  /** JSON Schema of what the task takes. */
  payloadSchema: z.unknown(),
});
export type TaskDescription = z.infer<typeof taskDescriptionSchema>;

/** One version of a task file, ready to be imported by a thread. It never changes: new code is a new version. */
export type TaskCode = {
  /** Names the version, by the contents of the file and of all that it imports. */
  readonly version: string;
  /** Path of the module to import. */
  readonly entry: string;
};
