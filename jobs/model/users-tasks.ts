import { z } from "zod";

/** A task file that cannot be used as it is now. */
export const brokenTaskFileSchema = z.object({
  /** Absolute path. */
  file: z.string(),
  message: z.string(),
  /** With the user's own files and lines. */
  stack: z.string().nullable(),
  /** UTC milliseconds. */
  since: z.number().int(),
  /** Ids of the tasks whose last good version goes on being used. */
  stillUsed: z.array(z.string()),
});
export type BrokenTaskFile = z.infer<typeof brokenTaskFileSchema>;
