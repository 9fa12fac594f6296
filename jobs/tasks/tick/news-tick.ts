import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";

/**
 * The news, from the feeds to the insights: five jobs, one after the other, each a run of its own. One that fails stops
 * none of those after it, and is tried again by the next tick, not by itself: that would hold up the others.
 */
export const newsTick = schemaTask({
  id: "news-tick",
  title: "News tick",
  description:
    "Fetches all feeds, then cleans, embeds and analyses what is new, and brings profile and insights up to date.",
  category: "News",
  schema: z.strictObject({}),
  queue: { concurrencyLimit: 1 },
  retry: { limit: 0 },
  // Of its steps none may take longer than an hour; each stops by itself.
  timeoutMs: 3 * 60 * 60_000,
  retention: { keepRuns: 500 },
  schedules: [{ when: "*/15 * * * *" }],
  waitsFor: "news",
  run: async (_payload, context) => (await import("./news-tick-run.ts")).run(context),
});
