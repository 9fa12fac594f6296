import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";

/** Merges insights that say the same; the earliest stays. */
export const dedupeInsights = schemaTask({
  id: "dedupe-insights",
  title: "Merge insights",
  description: "Merges insights that say the same; the earliest stays, with what all of them rest on.",
  category: "Insights",
  schema: z.strictObject({}),
  queue: { concurrencyLimit: 1 },
  retention: { keepRuns: 100 },
  schedules: [{ when: "30 * * * *" }],
  waitsFor: "news",
  run: async (_payload, context) => (await import("./dedupe-insights-run.ts")).run(context),
});
