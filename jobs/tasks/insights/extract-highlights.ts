import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  itemIds: z.array(z.number().int()).max(1_000).optional().describe("Default: the latest items that have none yet."),
});

/** Marks the sentences of an item that say most, word for word. */
export const extractHighlights = schemaTask({
  id: "extract-highlights",
  title: "Extract highlights",
  description: "Quotes that say most about an item, each checked to stand in its text.",
  category: "Insights",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  timeoutMs: 60 * 60_000,
  ...aiNeeds,
  run: async (payload, context) => (await import("./extract-highlights-run.ts")).run(payload, context),
});
