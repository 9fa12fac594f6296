import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  storyId: z.number().int().optional().describe("Default: all stories of several items that have grown."),
});

/** Tells a story in a line and in a paragraph. */
export const storySummarize = schemaTask({
  id: "story-summarize",
  title: "Summarise stories",
  description: "A short and a long summary of every story that has grown.",
  category: "Stories",
  schema: payloadSchema,
  queue: { concurrencyLimit: 4 },
  timeoutMs: 60 * 60_000,
  ...aiNeeds,
  run: async (payload, context) => (await import("./story-summarize-run.ts")).run(payload, context),
});
