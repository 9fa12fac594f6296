import { openContent } from "../../content/content-database.ts";
import { createInsights } from "../../content/insights.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { createWorkReport } from "../work-report.ts";
import { sameInsights } from "./same-insights.ts";

/** Insights that are compared, the newest; older ones were compared when they were new. */
const mostInsights = 2_000;

export async function run(context: TaskContext) {
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
}
