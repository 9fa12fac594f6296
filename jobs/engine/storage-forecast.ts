import type { JobStorage } from "../model/read-models/storage.ts";
import type { RetentionPolicy } from "../model/retention.ts";
import { countedAtOnce, type JobDaysReader } from "../store/job-days.ts";
import type { RunReader } from "../store/runs.ts";
import type { StorageSizes } from "../store/storage-sizes.ts";
import type { TimelineReader } from "../store/timeline.ts";
import { runsToDelete } from "./clean-up.ts";

export type JobStorageOptions = {
  readonly runs: Pick<RunReader, "counts">;
  readonly sizes: StorageSizes;
  readonly reader: Pick<JobDaysReader, "countOfTask">;
  readonly timeline: Pick<TimelineReader, "seqAt">;
  readonly policyOf: (taskId: string) => RetentionPolicy;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** What the runs of each job take, and what of them the clean-up at `at` is going to delete; the most bytes first. */
export async function forecastStorage(options: JobStorageOptions, at: number): Promise<readonly JobStorage[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const { task_id, state, runs } of options.runs.counts())
    counts.set(task_id, (counts.get(task_id) ?? new Map()).set(state, runs));
  const jobs: JobStorage[] = [];
  for (const [taskId, states] of counts) {
    const runs = [...states.values()].reduce((sum, count) => sum + count, 0);
    const each = await bytesOfOne(options, taskId);
    const { goes, firstGoesAt } = await whatGoes(options, { taskId, states, at });
    const bytes = Math.round(each * runs);
    jobs.push({ taskId, runs, bytes, goes: { runs: goes, bytes: Math.round(each * goes) }, firstGoesAt });
  }
  return jobs.sort((a, b) => b.bytes - a.bytes);
}

async function bytesOfOne({ sizes, breathe }: JobStorageOptions, taskId: string): Promise<number> {
  let [total, weighed, next] = [0, 0, 0];
  for (const place of sizes.places(taskId)) {
    const run = sizes.weigh(taskId, Math.max(place, next));
    if (run === undefined) break;
    next = run.seq + 1;
    total += run.bytes;
    weighed += 1;
    await breathe();
  }
  return weighed === 0 ? 0 : total / weighed;
}

type Whose = { readonly taskId: string; readonly states: ReadonlyMap<string, number>; readonly at: number };

/** The newest of each way of ending stays, so that of `count` runs at most `count - 1` go. */
async function whatGoes(options: JobStorageOptions, { taskId, states, at }: Whose) {
  let goes = 0;
  let firstGoesAt: number | null = null;
  for (const { state, endedBefore, keep } of runsToDelete(options.policyOf(taskId), at)) {
    const count = states.get(state) ?? 0;
    if (count < 2) continue;
    const surplus = keep === null ? 0 : Math.max(0, count - keep);
    const old = await countBefore(options, { taskId, state, endedBefore });
    goes += Math.min(count - 1, Math.max(surplus, old));
    const oldest = options.sizes.oldestEnd(taskId, state);
    const due = surplus > 0 ? at : (oldest ?? at) + (at - endedBefore);
    firstGoesAt = Math.min(firstGoesAt ?? due, due);
  }
  return { goes, firstGoesAt };
}

async function countBefore(
  { reader, timeline, breathe }: JobStorageOptions,
  of: { readonly taskId: string; readonly state: "completed" | "failed" | "cancelled"; readonly endedBefore: number },
): Promise<number> {
  const end = timeline.seqAt(of.endedBefore);
  let count = 0;
  for (let from = timeline.seqAt(0); from < end; from += countedAtOnce) {
    count += reader.countOfTask(of.taskId, of.state, { from, before: Math.min(end, from + countedAtOnce) });
    await breathe();
  }
  return count;
}
