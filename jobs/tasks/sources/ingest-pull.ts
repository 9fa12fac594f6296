import { z } from "zod";
import type { Source } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings, withSources } from "./source-parts.ts";
import { createSourceReport } from "./source-report.ts";

const nothing = z.strictObject({});
/** Sources that one run triggers; the rest is due the next time, the longest due first. */
const mostTriggered = 5_000;
/** A second look at the same due time gives the same run for so long, in milliseconds. */
const sameRunMs = 60 * 60_000;

/** Picks the RSS sources that are due. */
export const ingestPull = schemaTask({
  id: "ingest-pull",
  title: "Fetch due feeds",
  description: "Picks the feeds that are due and starts a run for each.",
  category: "News",
  schema: nothing,
  queue: { concurrencyLimit: 1 },
  settings: sourceSettings,
  schedules: [{ when: "*/5 * * * *" }],
  waitsFor: "news",
  run: (_payload, context) => pull("rss", context),
});

/** The same for YouTube channels. */
export const ingestPullYouTube = schemaTask({
  id: "ingest-pull-youtube",
  title: "Fetch due YouTube channels",
  description: "Picks the YouTube channels that are due and starts a run for each.",
  category: "News",
  schema: nothing,
  queue: { concurrencyLimit: 1 },
  settings: sourceSettings,
  schedules: [{ when: "0 */6 * * *" }],
  waitsFor: "news",
  run: (_payload, context) => pull("youtube", context),
});

const words = { rss: "feed", youtube: "YouTube channel" } as const;

async function pull(kind: keyof typeof words, context: TaskContext) {
  return withSources(context, async ({ sources, now }) => {
    const report = createSourceReport(context, now);
    if (!(await sources.anyEnabled([kind])))
      return report.nothing(`There is no ${words[kind]} that is turned on`, { due: 0 });
    const due = await sources.due([kind], now(), mostTriggered);
    if (due.length > 0) await context.tasks.batchTrigger("ingest-source", due.map(requestFor));
    report.done(due.length);
    context.progress(due.length, due.length);
    return report.finish(`${due.length} due`, { due: due.length });
  });
}

function requestFor({ id, url, nextFetchAt }: Source) {
  return {
    payload: { sourceId: id },
    options: {
      concurrencyKey: new URL(url).host,
      // However often it is picked for the same due time: by two runs at once, or while its own run still waits.
      ...{ idempotencyKey: `ingest-source:${id}:${nextFetchAt}`, idempotencyKeyTtlMs: sameRunMs },
    },
  };
}
