import { z } from "zod";

/** The jobs of the news tick, in their order: ids of tasks. */
export const tickSteps = [
  "ingest-rss",
  "clean-news",
  "embed-news",
  "analyze-news",
  "recompute-profile-insights",
] as const;

/** How one job of a tick ended. */
export const tickJobSchema = z.object({
  id: z.string(),
  status: z.enum(["completed", "failed"]),
  durationMs: z.number(),
  error: z.string().optional(),
});
export type TickJob = z.infer<typeof tickJobSchema>;
