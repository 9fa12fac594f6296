import type { TimelineJob } from "../../../jobs/model/timeline.ts";

const minute = 60_000;
/** A job that runs more often meets others all the time, and is over soon: that is no news. */
const rareEnoughMs = 20 * minute;

/** Several jobs that are to start in the same minute. */
export type Collision = {
  /** The minute. */
  readonly at: number;
  readonly taskIds: readonly string[];
};

/** Earliest first; each of two jobs at least. */
export function collisionsOf(jobs: readonly Pick<TimelineJob, "taskId" | "predicted">[]): readonly Collision[] {
  const byMinute = new Map<number, Set<string>>();
  for (const { taskId, predicted } of jobs) {
    if (shortestGap(predicted) < rareEnoughMs) continue;
    for (const time of predicted) {
      const at = Math.floor(time / minute) * minute;
      const known = byMinute.get(at) ?? new Set();
      byMinute.set(at, known.add(taskId));
    }
  }
  return [...byMinute]
    .filter(([, taskIds]) => taskIds.size > 1)
    .map(([at, taskIds]) => ({ at, taskIds: [...taskIds] }))
    .sort((a, b) => a.at - b.at);
}

function shortestGap(times: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, at] of times.entries())
    least = Math.min(least, at - (times[index - 1] ?? Number.NEGATIVE_INFINITY));
  return least;
}

/** Those worth words: for each set of jobs the first time, those of most jobs first. */
export function worstCollisions(all: readonly Collision[], most: number): readonly (Collision & { times: number })[] {
  const bySet = new Map<string, Collision & { times: number }>();
  for (const collision of all) {
    const key = collision.taskIds.toSorted().join("\n");
    const known = bySet.get(key);
    bySet.set(key, known ? { ...known, times: known.times + 1 } : { ...collision, times: 1 });
  }
  return [...bySet.values()]
    .filter(({ taskIds }) => taskIds.length > 2)
    .sort((a, b) => b.taskIds.length - a.taskIds.length || a.at - b.at)
    .slice(0, most);
}

/** A stretch in which nothing ran although something was due. */
export type Gap = { readonly from: number; readonly to: number; readonly word: string };

/** From the first to the last missed time, as long as no job has started in between. Earliest first. */
export function gapsOf(jobs: readonly TimelineJob[]): readonly Gap[] {
  const events = jobs.flatMap((job) => [
    ...job.notRun
      .filter(({ outcome }) => outcome === "missed")
      .map(({ scheduledAt, reason }) => ({ at: scheduledAt, reason: reason ?? "", isStart: false })),
    ...[...job.runs.map(({ startedAt }) => startedAt), ...job.parts.map(({ from }) => from)].map((at) => ({
      ...{ at, reason: "", isStart: true },
    })),
  ]);
  const gaps: Gap[] = [];
  let open: Gap | undefined;
  for (const { at, reason, isStart } of events.sort((a, b) => a.at - b.at || Number(a.isStart) - Number(b.isStart))) {
    if (open && isStart) gaps.push(open);
    if (isStart) open = undefined;
    else open = { from: open?.from ?? at, to: at, word: wordOf(reason, open?.word) };
  }
  return open ? [...gaps, open] : gaps;
}

function wordOf(reason: string, known = "missed"): string {
  if (reason === "asleep") return "asleep";
  return reason === "host-off" && known !== "asleep" ? "not running" : known;
}
