import { z } from "zod";
import { openContent } from "../../content/content-database.ts";
import { createInsights } from "../../content/insights.ts";
import { schemaTask } from "../../sdk/schema-task.ts";
import { createWorkReport } from "../work-report.ts";
import { sameInsights } from "./same-insights.ts";

/** Insights that are compared, the newest; older ones were compared when they were new. */
const mostInsights = 2_000;

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
  run: async (_payload, context) => {
    const content = openContent(context.contentPath);
    try {
      const report = createWorkReport(context);
      const insights = createInsights(content);
      const shown = await insights.newest(mostInsights);
      if (shown.length === 0) return report.finishSkipped("there are no insights yet");
      const stories = await insights.storiesOf(shown);
      for (const { kept, merged } of sameInsights(shown, stories)) {
        context.signal.throwIfAborted();
        await insights.merge(
          kept.id,
          merged.map(({ id }) => id),
        );
        report.done(merged.length);
        context.logger.info(`"${kept.title}" took in ${merged.length} that say the same.`);
      }
      return report.finish("merged");
    } finally {
      await content.destroy();
    }
  },
});
