import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";

/** Computes what the portfolio and the reading say of the user, and what the news means for what is held. */
export const recomputeProfileInsights = schemaTask({
  id: "recompute-profile-insights",
  title: "Profile and insights",
  description: "Computes the investor profile, and joins the news to what is held, with the reasons.",
  category: "Insights",
  schema: z.strictObject({}),
  queue: { concurrencyLimit: 1 },
  settings: ["news.insightDays", "news.insightLimit"],
  run: async (_payload, context) => (await import("./recompute-profile-insights-run.ts")).run(context),
});
