import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  insightIds: z.array(z.number().int()).max(1_000).optional().describe("Default: all that have no score yet."),
});

/** Says how much an insight is about what its user holds and cares for. */
export const scoreRelevance = schemaTask({
  id: "score-relevance",
  title: "Score relevance",
  description: "0 to 100 for each new insight, against the user's holdings, profile and interests.",
  category: "Insights",
  schema: payloadSchema,
  queue: { concurrencyLimit: 20 },
  ...aiNeeds,
  run: async (payload, context) => (await import("./score-relevance-run.ts")).run(payload, context),
});
