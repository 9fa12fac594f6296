import { openContent } from "../../content/content-database.ts";
import { createStories } from "../../content/stories.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { numberSetting } from "../number-setting.ts";
import { createWorkReport } from "../work-report.ts";
import { storyStatus } from "./story-status.ts";

const hourMs = 3_600_000;
/** Stories that one run looks at; those that changed last come first. */
const mostStories = 5_000;

export async function run(context: TaskContext) {
  const content = openContent(context.contentPath);
  try {
    const report = createWorkReport(context);
    const stories = createStories(content);
    const found = await stories.ofStatus(["new", "developing", "settled"], mostStories);
    if (found.length === 0) return report.finishSkipped("there are no stories to look after");
    const now = Date.now();
    const times = {
      developingMs: numberSetting(context.settings, "news.developingHours") * hourMs,
      archiveMs: numberSetting(context.settings, "news.archiveDays") * 24 * hourMs,
    };
    const changed = found.filter((story) => storyStatus(story, times, now) !== story.status);
    for (const status of ["new", "developing", "settled", "archived"] as const) {
      const ids = changed.filter((story) => storyStatus(story, times, now) === status).map(({ id }) => id);
      await stories.setStatus(ids, status, now);
    }
    report.done(changed.length);
    report.skipped(found.length - changed.length);
    return report.finish("changed");
  } finally {
    await content.destroy();
  }
}
