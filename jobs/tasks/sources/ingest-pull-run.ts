import type { Source } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { withSources } from "./source-parts.ts";
import { createSourceReport } from "./source-report.ts";

/** Sources that one run triggers; the rest is due the next time, the longest due first. */
const mostTriggered = 5_000;
/** A second look at the same due time gives the same run for so long, in milliseconds. */
const sameRunMs = 60 * 60_000;

const words = { rss: "feed", youtube: "YouTube channel" } as const;

export async function run(kind: keyof typeof words, context: TaskContext) {
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
