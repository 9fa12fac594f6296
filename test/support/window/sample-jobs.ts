/** Jobs of an invented home: what they are called, how often they run, how long they take, how they fare. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Zone of the sample's host. */
export const zone = "Europe/Berlin";

export type SampleJob = {
  readonly taskId: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly when: string;
  readonly meaning: string;
  readonly everyMs: number;
  readonly usualMs: number;
  /** Until its next time. */
  readonly inMs: number;
  readonly state: "ok" | "failing" | "warnings" | "paused" | "running" | "missing" | "new";
  readonly summary: string;
};

const plain = { description: "", state: "ok", summary: "done=12 skipped=0 failed=0" } as const;
const hourly = { when: "0 * * * *", meaning: "Every hour", everyMs: hour, inMs: 42 * minute };
const everyMinute = { when: "* * * * *", meaning: "Every minute", everyMs: minute, inMs: 24_000 };

/** Keeps the vector store; the job that the tests are about. */
export const syncJob: SampleJob = {
  ...plain,
  ...{ taskId: "sync-s3", title: "S3 → vector store", category: "sync" },
  ...{ when: "0 0 * * *", meaning: "Every day at 00:00", everyMs: day, inMs: 3 * hour + 12 * minute, usualMs: 140_000 },
  description: "Keeps the vector store in step with the Markdown files of the bucket",
  summary: "1\u202f204 listed · 38 uploaded · 1\u202f163 unchanged · 3 skipped",
};

export const sampleJobs: readonly SampleJob[] = [
  syncJob,
  { ...plain, ...hourly, taskId: "issues-sync", title: "GitHub issues", category: "sync", usualMs: 4_000 },
  {
    ...plain,
    ...{ taskId: "ingest-pull", title: "Ingest RSS", category: "news", usualMs: 9_000, state: "running" },
    ...{ when: "*/5 * * * *", meaning: "Every 5 minutes", everyMs: 5 * minute, inMs: 2 * minute },
  },
  {
    ...plain,
    ...{ taskId: "ingest-pull-youtube", title: "Ingest YouTube", category: "news", usualMs: 61_000 },
    ...{ when: "0 */6 * * *", meaning: "Every 6 hours", everyMs: 6 * hour, inMs: 100 * minute },
  },
  {
    ...plain,
    ...{ taskId: "news-tick", title: "News tick", category: "news", usualMs: 33_000 },
    ...{ when: "*/15 * * * *", meaning: "Every 15 minutes", everyMs: 15 * minute, inMs: 8 * minute },
  },
  {
    ...plain,
    ...{ taskId: "generate-brief", title: "Daily brief", category: "news", usualMs: 48_000, state: "warnings" },
    ...{ when: "0 7 * * *", meaning: "Every day at 07:00", everyMs: day, inMs: 10 * hour + 12 * minute },
    summary: "Brief made; 2 stories had no source and were left out",
  },
  { ...plain, ...everyMinute, taskId: "alarms", title: "Alarms", category: "desk", usualMs: 300 },
  { ...plain, ...hourly, taskId: "goals", title: "Goals", category: "desk", usualMs: 900 },
  { ...plain, ...everyMinute, taskId: "dyna-snooze", title: "DynaSnooze", category: "desk", usualMs: 200 },
  {
    ...plain,
    ...{ taskId: "backup-photos", title: "backup-photos.sh", category: "my scripts", usualMs: 2_400_000 },
    ...{ when: "0 2 * * *", meaning: "Every day at 02:00", everyMs: day, inMs: 5 * hour + 12 * minute },
    ...{ state: "failing", summary: "" },
  },
  {
    ...plain,
    ...{ taskId: "restic-prune", title: "Restic prune", category: "my scripts", usualMs: 400_000, state: "paused" },
    ...{
      when: "0 4 * * 0",
      meaning: "At 04:00, only on Sunday",
      everyMs: 7 * day,
      inMs: 5 * day + 7 * hour + 12 * minute,
    },
  },
];
