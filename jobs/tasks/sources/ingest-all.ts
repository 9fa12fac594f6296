import type { Source, SourceKind } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { fetchSource, type SourceOutcome } from "./fetch-source.ts";
import type { SourceParts } from "./source-parts.ts";
import { createSourceReport, type SourceOutput, type SourceReport } from "./source-report.ts";

export type IngestOutput = SourceOutput & {
  readonly newItems: number;
  /** Sources that answered that nothing has changed. */
  readonly unchanged: number;
};

/** Sources that are fetched at the same time; of one host, the client lets fewer go. */
const atOnce = 8;
const feedKinds: readonly SourceKind[] = ["rss", "youtube"];

/**
 * Fetches all enabled feeds in this run, whether they are due or not; one that fails is left alone until its back-off is
 * over. Goes on past a bad one. The pages that are wanted are fetched by runs of `fetch-content`.
 *
 * @throws what stood in the way, when no source could be fetched for a reason that a later try may mend
 */
export async function ingestAllSources(parts: SourceParts, context: TaskContext): Promise<IngestOutput> {
  const all = (await parts.sources.all()).filter(({ enabled, kind }) => enabled && feedKinds.includes(kind));
  return ingestSources(parts, context, all);
}

export async function ingestSources(
  parts: SourceParts,
  context: TaskContext,
  all: readonly Source[],
): Promise<IngestOutput> {
  const report = createSourceReport(context, parts.now);
  const totals = { newItems: 0, unchanged: 0 };
  const queue = [...all];
  let fetched = 0;
  const work = async (): Promise<void> => {
    for (let source = queue.shift(); source; source = queue.shift()) {
      context.signal.throwIfAborted();
      if (isBackingOff(source, parts.now())) report.skipped(nameOf(source), waitingReason(source));
      else count(await fetchSource(parts, source, context.signal), source);
      fetched += 1;
      context.progress(fetched, all.length, nameOf(source));
    }
  };
  const wanted: number[] = [];
  const count = (outcome: SourceOutcome, source: Source): void => {
    tell(outcome, source, report, context);
    if (outcome.kind === "unchanged") totals.unchanged += 1;
    if (outcome.kind !== "read") return;
    totals.newItems += outcome.newItems;
    wanted.push(...outcome.wanted);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, work));
  await triggerPages(wanted, context);
  return report.finish(`${totals.newItems} new items of ${all.length} sources`, totals);
}

/** Counts what became of a source, and logs what is worth it. */
export function tell(outcome: SourceOutcome, source: Source, report: SourceReport, { logger }: TaskContext): void {
  if (outcome.kind === "failed") report.failed(nameOf(source), outcome.error);
  else report.done();
  if (outcome.kind !== "read") return;
  if (outcome.newItems > 0) logger.info(`${nameOf(source)}: ${outcome.newItems} new`);
  for (const note of outcome.notes) logger.warn(`${nameOf(source)}: ${note}`);
}

/** Items whose pages one run fetches. */
const pagesARun = 20;

export async function triggerPages(ids: readonly number[], { tasks }: TaskContext): Promise<void> {
  const batches = Array.from({ length: Math.ceil(ids.length / pagesARun) }, (_, index) =>
    ids.slice(index * pagesARun, (index + 1) * pagesARun),
  );
  if (batches.length === 0) return;
  await tasks.batchTrigger(
    "fetch-content",
    batches.map((itemIds) => ({
      payload: { itemIds },
      options: { idempotencyKey: `fetch-content:${itemIds.join(",")}` },
    })),
  );
}

export function nameOf({ title, url }: Pick<Source, "title" | "url">): string {
  return title || url;
}

function isBackingOff({ failures, nextFetchAt }: Source, now: number): boolean {
  return failures > 0 && nextFetchAt > now;
}

function waitingReason({ failures, nextFetchAt, lastError }: Source): string {
  return `It failed ${failures} times and waits until ${new Date(nextFetchAt).toISOString()}: ${lastError ?? ""}`;
}
