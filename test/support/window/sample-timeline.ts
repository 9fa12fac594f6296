import { previewSchedule } from "../../../jobs/api/preview-schedule.ts";
import { type Line, linesOf } from "../../../jobs/model/lines.ts";
import type { JobDetail } from "../../../jobs/model/read-models/jobs.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import {
  mostTimelineParts,
  mostTimelineRuns,
  mostTimelineTimes,
  type Timeline,
  type TimelineJob,
  type TimelinePart,
} from "../../../jobs/model/timeline.ts";

type SampleTimelineOptions = {
  readonly jobs: readonly JobDetail[];
  readonly runs: readonly RunDetail[];
  readonly ledger: (taskId: string) => readonly Occurrence[];
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly string[] | undefined;
  readonly now: number;
};

/** What a host's timeline would be, made of the sample's runs. */
export function sampleTimeline({ jobs, runs, ledger, from, to, lanes, now }: SampleTimelineOptions): Timeline {
  const jobOf = (job: Line): TimelineJob => {
    const all = runs
      .filter(({ taskId, scheduleId }) => (job.script === null ? taskId : scheduleId) === job.taskId)
      .filter(({ startedAt }) => startedAt !== null && startedAt < to)
      .filter(({ finishedAt }) => (finishedAt ?? now) >= from)
      .toReversed();
    const isDense = all.length > mostTimelineRuns;
    const schedules = jobs.flatMap((each) =>
      each.schedules.filter(({ id, taskId }) => id === job.taskId || taskId === job.taskId),
    );
    const predicted = job.paused ? [] : schedules.flatMap(({ when, zone }) => nextOf(when, zone, now));
    return {
      taskId: job.taskId,
      runs: all
        .filter(({ status }) => !isDense || status === "active")
        .map((run) => ({ ...run, startedAt: run.startedAt ?? 0, note: run.error?.message ?? run.summary })),
      parts: isDense ? partsOf(all, from, now) : [],
      notRun: ledger(job.taskId)
        .filter(({ scheduledAt }) => scheduledAt >= from && scheduledAt < to)
        .flatMap((row) =>
          row.outcome === "missed" || row.outcome === "skipped" ? [{ ...row, outcome: row.outcome }] : [],
        )
        .sort((left, right) => left.scheduledAt - right.scheduledAt),
      predicted: predicted.filter((at) => at >= from && at < to).slice(0, mostTimelineTimes),
      morePredicted: (predicted.at(-1) ?? to) < to && predicted.length === mostTimelineTimes,
      usualMs: job.usualMs,
    };
  };
  const shown = linesOf({ jobs }).filter(({ taskId }) => lanes?.includes(taskId) ?? true);
  return { from, to, now, jobs: shown.map(jobOf) };
}

/** Of many jobs there are few schedules, and each takes a while. */
const known = new Map<string, readonly number[]>();

function nextOf(when: string, zone: string, fromMs: number): readonly number[] {
  const name = JSON.stringify([when, zone, fromMs]);
  const next = known.get(name) ?? workOut(when, zone, fromMs);
  known.set(name, next);
  return next;
}

function workOut(when: string, zone: string, fromMs: number): readonly number[] {
  const preview = previewSchedule({ when, zone, fromMs, count: mostTimelineTimes });
  return preview.ok ? preview.next : [];
}

function partsOf(runs: readonly RunDetail[], from: number, now: number): TimelinePart[] {
  const size = (now - from) / mostTimelineParts;
  return Array.from({ length: mostTimelineParts }, (_, index) => {
    const [begin, end] = [Math.round(from + index * size), Math.round(from + (index + 1) * size)];
    const inside = runs.filter(({ createdAt }) => createdAt >= begin && createdAt < end);
    const failed = inside.filter(({ status }) => status === "failed").length;
    return { from: begin, to: end, runs: inside.length, failed, cancelled: 0 };
  }).filter((part) => part.runs > 0);
}
