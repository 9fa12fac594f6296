import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  limit: z.number().int().min(1).max(1_000).optional().describe("At most so many items; default: the setting."),
});

/** Finds out what clean items say and mean. */
export const analyzeNews = schemaTask({
  id: "analyze-news",
  title: "Analyse news",
  description: "Summary, topics, names, tone and impact of clean items, with the passages they rest on.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  timeoutMs: 60 * 60_000,
  ...aiNeeds,
  run: async (payload, context) => (await import("./analyze-news-run.ts")).run(payload, context),
});
