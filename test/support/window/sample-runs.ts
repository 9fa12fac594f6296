import type { JobDetail } from "../../../jobs/model/read-models/jobs.ts";
import type { RunDetail, RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence, ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies } from "../../../jobs/model/schedule.ts";
import { scheduleFacts } from "../../../jobs/model/schedule-facts.ts";
import { day, hour, minute, type SampleJob, syncJob, zone } from "./sample-jobs.ts";

/** Numbers that look like chance and are the same every time. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

export function sampleId(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () => Math.floor(random() * 16).toString(16));
}

const message = "S3: InvalidAccessKeyId for key 004c81f0a2… in bucket notes. Check the access key ID in Settings.";
const error = {
  code: "TASK_FAILED",
  message,
  stack: `InvalidAccessKeyId: ${message}\n    at throwDefaultError (smithy-client.js:848:20)\n    at listObjects (list-objects.ts:41:9)\n    at syncS3 (sync-s3.ts:63:18)\nCaused by: Error: 403 Forbidden`,
};

/** The newest runs of a job, newest first. */
export function sampleRuns(job: SampleJob, now: number, count: number): readonly RunDetail[] {
  const random = createRandom([...job.taskId].reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), 7) % 2 ** 32);
  return Array.from({ length: count }, (_, index) => {
    const scheduledAt = now + job.inMs - (index + 1) * job.everyMs;
    const durationMs = Math.round(job.usualMs * (0.55 + random() * 0.9));
    return sampleRun(job, { index, id: sampleId(random), scheduledAt, durationMs });
  });
}

type Facts = {
  readonly index: number;
  readonly id: string;
  readonly scheduledAt: number;
  readonly durationMs: number;
};

function sampleRun(job: SampleJob, { index, id, scheduledAt, durationMs }: Facts): RunDetail {
  const failed = (job.state === "failing" && index < 3) || (job === syncJob && index === 4);
  const caughtUp = job === syncJob && index === 3;
  const startedAt = caughtUp ? scheduledAt + 9 * hour + 14 * minute : scheduledAt;
  const attempts = failed ? 3 : 1;
  const shared = {
    ...{
      id,
      taskId: job.taskId,
      taskTitle: job.title,
      scheduleId: `${job.taskId}:default`,
      scheduledAt,
      createdAt: startedAt,
      dueAt: startedAt,
      startedAt,
    },
    ...{ finishedAt: startedAt + durationMs, durationMs, attempts, maxAttempts: 4, progress: null, retryOf: null },
    ...{
      demo: false,
      archived: false,
      tags: caughtUp ? ["nightly", "laptop"] : [],
      logLines: 7,
      logDropped: 0,
      usualMs: usualOf(job),
    },
    startedBy: null,
    payload: { full: false, dryRun: false, mirrorDeletes: false },
    attemptList: Array.from({ length: attempts }, (_, number) => ({
      number: number + 1,
      startedAt: startedAt + Math.round((number * durationMs) / attempts),
      finishedAt: startedAt + Math.round(((number + 0.9) * durationMs) / attempts),
      error: failed ? error : null,
    })),
  };
  if (failed)
    return { ...shared, status: "failed", outcome: null, trigger: "schedule", summary: null, output: null, error };
  return {
    ...shared,
    status: "completed",
    outcome: job.state === "warnings" && index === 0 ? "warnings" : "done",
    trigger: caughtUp ? "catch-up" : index % 9 === 1 ? "user" : "schedule",
    summary: job.summary,
    output: job === syncJob ? syncOutput(durationMs) : { done: 12, skipped: 0, failed: 0 },
    error: null,
  };
}

function usualOf(job: SampleJob) {
  return { p50: job.usualMs, p90: Math.round(job.usualMs * 1.35) };
}

/** What the S3 sync gives back. */
export function syncOutput(durationMs: number): unknown {
  return {
    ...{ listed: 1_204, markdown: 1_201, unchanged: 1_163, uploaded: 38, skipped: 3, failed: 1, deleted: 0 },
    ...{ bytes: 2_831_155, durationMs },
    skippedFiles: [
      { key: "archive/2019-dump.md", reason: "14.2 MiB is over the limit of 10 MiB" },
      { key: "drafts/empty.md", reason: "empty file" },
      { key: "drafts/new.md", reason: "empty file" },
    ],
    failedFiles: [{ key: "daily/2026-11-22.md", error: "429 Too Many Requests", attempts: 3 }],
  };
}

/** A run without what only its own page shows. */
export function summaryOf(run: RunDetail): RunSummary {
  const { id, taskId, taskTitle, status, outcome, trigger, scheduledAt, createdAt, dueAt, startedAt, finishedAt } = run;
  const { durationMs, attempts, maxAttempts, progress, summary, retryOf, scheduleId, tags, demo, archived } = run;
  return {
    ...{ id, taskId, taskTitle, status, outcome, trigger, scheduledAt, createdAt, dueAt, startedAt, finishedAt },
    ...{ durationMs, attempts, maxAttempts, progress, summary, retryOf, scheduleId, tags, demo, archived },
    error: run.error && { code: run.error.code, message: run.error.message },
  };
}

function sampleSchedule(job: SampleJob, now: number): ScheduleView {
  const { taskId, when, meaning } = job;
  const next = Array.from({ length: 5 }, (_, index) => now + job.inMs + index * job.everyMs);
  return {
    ...{ id: `${taskId}:default`, taskId, when, zone, meaning, next },
    ...{ paused: false, defaultWhen: when, changed: false, problems: [], changes: [], skippedByPause: 0 },
    ...{ title: null, own: false, pausedUntil: null, skipUntil: null, payload: {}, policies: defaultPolicies },
  };
}

export function outlineOf(schedule: ScheduleView): ScheduleView & { readonly nextAt: number | null } {
  return { ...schedule, nextAt: schedule.next[0] ?? null };
}

/** A job with its past, as a list shows it. */
export function sampleSummary(job: SampleJob, runs: readonly RunDetail[], now: number): JobDetail {
  const { taskId, title, description, category, state } = job;
  const schedule = sampleSchedule(job, now);
  const paused = state === "paused";
  return {
    ...{ taskId, title, description, category, file: null, paused, active: [], queued: 0, schedules: [schedule] },
    health: state === "missing" ? "new" : state === "running" ? "ok" : state,
    nextAt: paused ? null : (schedule.next[0] ?? null),
    last: runs[0] ? summaryOf(runs[0]) : null,
    recent: runs
      .slice(0, 20)
      .map(({ id, status, outcome, durationMs }) => ({ id, status, outcome, durationMs: durationMs ?? 0 }))
      .reverse(),
    ...{ slow: [], notify: null, scripts: [], waitsFor: null },
    ...scheduleFacts([outlineOf(schedule)], { paused, waitsFor: null }),
    missing: state === "missing" ? ["s3.bucket", "s3.accessKeyId", "s3.secretAccessKey", "openai.apiKey"] : [],
    usualMs: runs.length < 3 ? null : usualOf(job),
  };
}

/** What became of a job's due times, newest first; the S3 sync has some that led to no run. */
export function sampleLedger(job: SampleJob, runs: readonly RunDetail[], now: number): readonly Occurrence[] {
  const base = { scheduleId: `${job.taskId}:default`, runId: null, lateMs: 0, slots: 1, decidedAt: now };
  const ran = runs.map((run): Occurrence => {
    const late = run.trigger === "catch-up";
    const scheduledAt = run.scheduledAt ?? run.createdAt;
    return { ...base, scheduledAt, runId: run.id, outcome: late ? "ran-late" : "ran", reason: late ? "asleep" : null };
  });
  if (job.taskId !== syncJob.taskId) return ran;
  const others: readonly Occurrence[] = [
    { ...base, scheduledAt: now - 4 * day - 9 * hour, outcome: "skipped", reason: "overlap" },
    { ...base, scheduledAt: now - 7 * day - 9 * hour, outcome: "missed", reason: "host-off", slots: 3 },
    { ...base, scheduledAt: now - 9 * day - 9 * hour, outcome: "skipped", reason: "engine-paused" },
  ];
  return [...ran, ...others].sort((left, right) => right.scheduledAt - left.scheduledAt);
}
