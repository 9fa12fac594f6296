import type {
  JobSummary,
  Occurrence,
  RunDetail,
  RunSummary,
  ScheduleView,
  SettingGroupView,
} from "../../../jobs/model/read-models.ts";
import { settingFields, settingGroups } from "../../../jobs/model/settings.ts";

/** A home as a window is shown it: jobs with a past, invented but likely. All times are counted back from `now`. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
export const zone = "Europe/Berlin";

/** Numbers that look like chance and are the same every time. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

export type SampleJob = {
  readonly taskId: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly when: string;
  readonly meaning: string;
  /** How often, and how long a run usually takes. */
  readonly everyMs: number;
  readonly usualMs: number;
  /** Until the next run. */
  readonly inMs: number;
  readonly state?: "failing" | "warnings" | "paused" | "running" | "missing" | "new";
  readonly summary: string;
};

export const sampleJobs: readonly SampleJob[] = [
  job(
    "sync-s3",
    "S3 → vector store",
    "sync",
    "0 0 * * *",
    "Every day at 00:00",
    [day, 140_000, 3 * hour + 12 * minute],
    {
      description: "Keeps the vector store in step with the Markdown files of the bucket",
      summary: "1\u202f204 listed · 38 uploaded · 1\u202f163 unchanged · 3 skipped",
    },
  ),
  job("issues-sync", "GitHub issues", "sync", "0 * * * *", "Every hour", [hour, 4_000, 42 * minute]),
  job("ingest-pull", "Ingest RSS", "news", "*/5 * * * *", "Every 5 minutes", [5 * minute, 9_000, 2 * minute], {
    state: "running",
  }),
  job("ingest-pull-youtube", "Ingest YouTube", "news", "0 */6 * * *", "Every 6 hours", [
    6 * hour,
    61_000,
    100 * minute,
  ]),
  job("news-tick", "News tick", "news", "*/15 * * * *", "Every 15 minutes", [15 * minute, 33_000, 8 * minute]),
  job(
    "generate-brief",
    "Daily brief",
    "news",
    "0 7 * * *",
    "Every day at 07:00",
    [day, 48_000, 10 * hour + 12 * minute],
    {
      state: "warnings",
      summary: "Brief made; 2 stories had no source and were left out",
    },
  ),
  job("alarms", "Alarms", "desk", "* * * * *", "Every minute", [minute, 300, 24_000]),
  job("goals", "Goals", "desk", "0 * * * *", "Every hour", [hour, 900, 42 * minute]),
  job("dyna-snooze", "DynaSnooze", "desk", "* * * * *", "Every minute", [minute, 200, 24_000]),
  job(
    "backup-photos",
    "backup-photos.sh",
    "my scripts",
    "0 2 * * *",
    "Every day at 02:00",
    [day, 2_400_000, 5 * hour + 12 * minute],
    {
      state: "failing",
      summary: "",
    },
  ),
  job(
    "restic-prune",
    "Restic prune",
    "my scripts",
    "0 4 * * 0",
    "At 04:00 on Sunday",
    [7 * day, 400_000, 5 * day + 7 * hour + 12 * minute],
    {
      state: "paused",
    },
  ),
];

function job(
  taskId: string,
  title: string,
  category: string,
  when: string,
  meaning: string,
  [everyMs, usualMs, inMs]: readonly [number, number, number],
  more: Partial<SampleJob> = {},
): SampleJob {
  const base = { taskId, title, category, when, meaning, everyMs, usualMs, inMs };
  return { description: "", summary: "done=12 skipped=0 failed=0", ...base, ...more };
}

/** A UUID that a screenshot shows the same every time. */
export function sampleId(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () => Math.floor(random() * 16).toString(16));
}

const badKey = "S3: InvalidAccessKeyId for key 004c81f0a2… in bucket notes. Check the access key ID in Settings.";

/** The newest runs of a job, newest first. */
export function sampleRuns(job: SampleJob, now: number, count: number): readonly RunDetail[] {
  const random = createRandom(job.taskId.length * 7_919 + job.title.length);
  return Array.from({ length: count }, (_, index) => {
    const at = now + job.inMs - (index + 1) * job.everyMs;
    const durationMs = Math.round(job.usualMs * (0.55 + random() * 0.9));
    const failed = (job.state === "failing" && index < 3) || (job.taskId === "sync-s3" && index === 4);
    const warned = job.state === "warnings" && index === 0;
    const caughtUp = job.taskId === "sync-s3" && index === 3;
    const error = failed ? { code: "TASK_FAILED", message: badKey, stack: stackOf(badKey) } : null;
    const attempts = failed ? 3 : 1;
    const startedAt = caughtUp ? at + 9 * hour + 14 * minute : at;
    return {
      id: sampleId(random),
      taskId: job.taskId,
      taskTitle: job.title,
      status: failed ? "failed" : "completed",
      outcome: failed ? null : warned ? "warnings" : "done",
      trigger: caughtUp ? "catch-up" : index % 9 === 1 ? "user" : "schedule",
      scheduledAt: at,
      createdAt: startedAt,
      dueAt: startedAt,
      startedAt,
      finishedAt: startedAt + durationMs,
      durationMs,
      attempts,
      maxAttempts: 4,
      progress: null,
      summary: failed ? null : job.summary,
      error,
      retryOf: null,
      demo: false,
      payload: { full: false, dryRun: false, mirrorDeletes: false },
      output: failed ? null : job.taskId === "sync-s3" ? syncOutput(durationMs) : { done: 12, skipped: 0, failed: 0 },
      attemptList: Array.from({ length: attempts }, (_, number) => ({
        number: number + 1,
        startedAt: startedAt + Math.round((number * durationMs) / attempts),
        finishedAt: startedAt + Math.round(((number + 0.9) * durationMs) / attempts),
        error,
      })),
      usualMs: { p50: job.usualMs, p90: Math.round(job.usualMs * 1.35) },
      logLines: 7,
      logDropped: 0,
    } satisfies RunDetail;
  });
}

function stackOf(message: string): string {
  return `InvalidAccessKeyId: ${message}\n    at throwDefaultError (smithy-client.js:848:20)\n    at listObjects (list-objects.ts:41:9)\n    at syncS3 (sync-s3.ts:63:18)\nCaused by: Error: 403 Forbidden`;
}

export function syncOutput(durationMs: number): unknown {
  return {
    listed: 1_204,
    markdown: 1_201,
    unchanged: 1_163,
    uploaded: 38,
    skipped: 3,
    failed: 1,
    deleted: 0,
    bytes: 2_831_155,
    durationMs,
    skippedFiles: [
      { key: "archive/2019-dump.md", reason: "14.2 MiB is over the limit of 10 MiB" },
      { key: "drafts/empty.md", reason: "empty file" },
      { key: "drafts/new.md", reason: "empty file" },
    ],
    failedFiles: [{ key: "daily/2026-11-22.md", error: "429 Too Many Requests", attempts: 3 }],
  };
}

export function sampleSchedule(job: SampleJob, now: number): ScheduleView {
  const next = Array.from({ length: 5 }, (_, index) => now + job.inMs + index * job.everyMs);
  const paused = false;
  const shared = { taskId: job.taskId, when: job.when, zone, meaning: job.meaning };
  return { ...shared, id: `${job.taskId}:default`, next, paused, defaultWhen: job.when, changed: false };
}

export function sampleSummary(job: SampleJob, runs: readonly RunDetail[], now: number): JobSummary {
  const paused = job.state === "paused";
  const schedule = sampleSchedule(job, now);
  const [last] = runs;
  const health =
    job.state === "missing" || job.state === "running"
      ? "ok"
      : (job.state ?? (last ? ("ok" as const) : ("new" as const)));
  return {
    taskId: job.taskId,
    title: job.title,
    description: job.description,
    category: job.category,
    paused,
    health,
    schedules: [schedule],
    nextAt: paused ? null : (schedule.next[0] ?? null),
    last: last ? summaryOf(last) : null,
    active: [],
    queued: 0,
    recent: runs
      .slice(0, 20)
      .map(({ id, status, outcome, durationMs }) => ({ id, status, outcome, durationMs: durationMs ?? 0 }))
      .reverse(),
    missing: job.state === "missing" ? ["s3.bucket", "s3.accessKeyId", "s3.secretAccessKey", "openai.apiKey"] : [],
    usualMs: runs.length < 3 ? null : { p50: job.usualMs, p90: Math.round(job.usualMs * 1.35) },
  };
}

/** A run without what only its own page shows. */
export function summaryOf(run: RunDetail): RunSummary {
  const { payload: _, output: __, attemptList: ___, usualMs: ____, logLines: _____, logDropped: ______, ...rest } = run;
  return { ...rest, error: run.error && { code: run.error.code, message: run.error.message } };
}

/** What became of the due times of the S3 sync that led to no run. */
export function sampleLedger(job: SampleJob, runs: readonly RunDetail[], now: number): readonly Occurrence[] {
  const ran = runs.map(
    (run): Occurrence => ({
      scheduleId: `${job.taskId}:default`,
      scheduledAt: run.scheduledAt ?? run.createdAt,
      outcome: run.trigger === "catch-up" ? "ran-late" : "ran",
      reason: run.trigger === "catch-up" ? "asleep" : null,
      runId: run.id,
      decidedAt: run.createdAt,
      lateMs: 0,
      slots: 1,
    }),
  );
  if (job.taskId !== "sync-s3") return ran;
  const base = { scheduleId: `${job.taskId}:default`, runId: null, lateMs: 0, slots: 1 };
  const others: readonly Occurrence[] = [
    { ...base, scheduledAt: now - 4 * day - 9 * hour, decidedAt: now, outcome: "skipped", reason: "overlap" },
    { ...base, scheduledAt: now - 7 * day - 9 * hour, decidedAt: now, outcome: "missed", reason: "host-off", slots: 3 },
    { ...base, scheduledAt: now - 9 * day - 9 * hour, decidedAt: now, outcome: "skipped", reason: "engine-paused" },
  ];
  return [...ran, ...others].sort((left, right) => right.scheduledAt - left.scheduledAt);
}

export type StoredValues = ReadonlyMap<string, string>;

export function sampleSettings(stored: StoredValues, demo: boolean): SettingGroupView[] {
  const demoGroups = new Set(["s3", "openai"]);
  return settingGroups.map((group) => ({
    ...group,
    fields: settingFields
      .filter((field) => field.group === group.id)
      .map((field) => {
        const isDemo = demo && demoGroups.has(group.id);
        const fromEnv = field.name === "openai.vectorStoreName";
        const value = isDemo ? "demo" : fromEnv ? "notes-kb" : (stored.get(field.name) ?? field.default ?? null);
        const own = stored.has(field.name) ? "stored" : field.default === undefined ? "none" : "default";
        return {
          name: field.name,
          group: group.id,
          title: field.title,
          description: field.description,
          kind: field.kind,
          required: field.required,
          env: field.env ?? null,
          placeholder: field.placeholder ?? null,
          default: field.default ?? null,
          source: isDemo
            ? ("demo" as const)
            : fromEnv
              ? ("environment" as const)
              : (own as "stored" | "none" | "default"),
          value: field.kind === "secret" ? null : value,
        };
      }),
  }));
}
