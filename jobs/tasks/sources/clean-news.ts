import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";

const payloadSchema = z.strictObject({
  limit: z.number().int().min(1).max(10_000).optional().describe("At most so many items; default: the setting."),
});

/** Makes clean items of what sources gave, and joins those that say the same to one story. */
export const cleanNews = schemaTask({
  id: "clean-news",
  title: "Clean news",
  description:
    "Takes markup and boilerplate out of new items, finds their language, and joins those that say the same.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  settings: ["news.cleanLimit"],
  run: async (payload, context) => (await import("./clean-news-run.ts")).run(payload, context),
});
