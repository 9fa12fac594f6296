import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  storyId: z.number().int().optional().describe("Default: all stories of several items that have grown."),
});

/** Finds out what several items about the same event say together. */
export const analyzeStory = schemaTask({
  id: "analyze-story",
  title: "Analyse stories",
  description: "Summary, topics, names, tone and impact of a story, from all its items.",
  category: "Stories",
  schema: payloadSchema,
  queue: { concurrencyLimit: 5 },
  timeoutMs: 60 * 60_000,
  ...aiNeeds,
  run: async (payload, context) => (await import("./analyze-story-run.ts")).run(payload, context),
});
