import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  limit: z.number().int().min(1).max(1_000).optional().describe("At most so many items; default: the setting."),
});

/** Places clean items near to those that are like them. */
export const embedNews = schemaTask({
  id: "embed-news",
  title: "Embed news",
  description: "Embeddings of clean items, by which like ones are found; one request for all.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  ...aiNeeds,
  run: async (payload, context) => (await import("./embed-news-run.ts")).run(payload, context),
});
