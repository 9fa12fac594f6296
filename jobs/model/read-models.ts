import { z } from "zod";
import { logLevels } from "./log.ts";
import { notifyWishSchema } from "./notify.ts";
import { type RunState, runStates } from "./run-state.ts";
import { policiesSchema } from "./schedule.ts";
import { settingCategories, settingKinds } from "./settings/field.ts";
import { taskNeeds } from "./task-need.ts";
import { brokenTaskFileSchema } from "./users-tasks.ts";

/**
 * What every surface is shown. Declared once as schemas: the engine fills the inferred types, the contract checks and
 * trims what goes out, the window and the CLI read them. Times are UTC milliseconds, durations milliseconds.
 */

const runState = z.enum(runStates as readonly [RunState, ...RunState[]]);
const time = z.number().int();

/** How a run came to be: by its schedule, caught up after a missed time, by the user, or by another task. */
export const runTriggers = ["schedule", "catch-up", "user", "task"] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** How a completed run went: all done, done with warnings, or skipped because something was missing. */
export const runOutcomes = ["done", "warnings", "skipped"] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export const progressSchema = z.object({
  done: z.number(),
  total: z.number(),
  label: z.string().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const storedErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  details: z.unknown().optional(),
});

/** A run as lists show it. */
export const runSummarySchema = z.object({
  id: z.string(),
  taskId: z.string(),
  taskTitle: z.string(),
  status: runState,
  /** null until the run has completed. */
  outcome: z.enum(runOutcomes).nullable(),
  trigger: z.enum(runTriggers),
  /** The schedule that it counts for; null for none. */
  scheduleId: z.string().nullable(),
  /** The planned time of a scheduled run. */
  scheduledAt: time.nullable(),
  createdAt: time,
  /** When it may start (again): later than now for a retry that waits. */
  dueAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  /** From the first start to the end; null until it has ended. */
  durationMs: z.number().nullable(),
  /** Tries so far. */
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  progress: progressSchema.nullable(),
  /** One line: what came out ("38 uploaded, 3 skipped"). */
  summary: z.string().nullable(),
  /** Why the last try failed. */
  error: storedErrorSchema.pick({ code: true, message: true }).nullable(),
  /** The run that this one repeats. */
  retryOf: z.string().nullable(),
  tags: z.array(z.string()),
  demo: z.boolean(),
  /** It ended long enough ago to be history: after 24 hours, unless its job says otherwise. */
  archived: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const attemptSchema = z.object({
  number: z.number().int(),
  startedAt: time,
  finishedAt: time.nullable(),
  error: storedErrorSchema.nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** A run as its own page shows it. */
export const runDetailSchema = runSummarySchema.extend({
  payload: z.unknown(),
  output: z.unknown(),
  error: storedErrorSchema.nullable(),
  attemptList: z.array(attemptSchema),
  /** The run of another job that started it; null for none, and once that one is deleted. */
  startedBy: runSummarySchema.pick({ id: true, taskTitle: true }).nullable(),
  /** Median and 90th percentile of the job's last completed runs; null with fewer than three. */
  usualMs: z.object({ p50: z.number(), p90: z.number() }).nullable(),
  logLines: z.number().int(),
  /** Lines dropped from the middle of the log because there were too many. */
  logDropped: z.number().int(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const logLineSchema = z.object({
  seq: z.number().int(),
  at: time,
  level: z.enum(logLevels),
  message: z.string(),
  data: z.unknown().optional(),
});

/** "when", "zone", "payload" or the name of a policy; what the task asks for, and what holds instead. */
export const scheduleChangeSchema = z.object({ what: z.string(), default: z.unknown(), now: z.unknown() });
export type ScheduleChange = z.infer<typeof scheduleChangeSchema>;

export const scheduleViewSchema = z.object({
  id: z.string(),
  taskId: z.string(),
  /** As the user would type it: a cron pattern, an ISO time, or "every 15m". */
  when: z.string(),
  zone: z.string(),
  /** In words: "Every day at 00:00". */
  meaning: z.string(),
  /** The next five times, after its pause and that of all jobs where they have an end; empty when it is paused without one or never fires again. */
  next: z.array(time),
  paused: z.boolean(),
  /** What the task itself asks for; null for a schedule that the user made. */
  defaultWhen: z.string().nullable(),
  /** True when the user changed the times of the task's own schedule. */
  changed: z.boolean(),
  /** All that the user changed of the task's own schedule, and that a reset takes back. */
  changes: z.array(scheduleChangeSchema),
  /** A name of its own, where a task has several. */
  title: z.string().nullable(),
  /** The user made it, and may remove it. */
  own: z.boolean(),
  /** When its pause ends by itself. */
  pausedUntil: time.nullable(),
  /** The next time, when that is to be left out. */
  skipUntil: time.nullable(),
  /** Times that its pause, or that of its job, has skipped so far: what could be caught up when that ends. */
  skippedByPause: z.number().int(),
  payload: z.unknown(),
  policies: policiesSchema,
  /** What is wrong with it, in sentences. It runs all the same, as far as it can. */
  problems: z.array(z.string()),
});
export type ScheduleView = z.infer<typeof scheduleViewSchema>;

/** A job that takes longer than the time between two of its times, or a run that took clearly longer than those before. */
export const slownessSchema = z.object({
  kind: z.enum(["interval", "history"]),
  takesMs: z.number(),
  /** The time between two of its times; the time within which nine of ten earlier runs ended. */
  thanMs: z.number(),
  /** For "interval". */
  scheduleId: z.string().nullable(),
  /** For "history". */
  runId: z.string().nullable(),
});
export type Slowness = z.infer<typeof slownessSchema>;

export const jobHealths = ["new", "ok", "warnings", "failing", "running", "paused"] as const;
export type JobHealth = (typeof jobHealths)[number];

/** Oldest first, at most 20: the sparkline. */
const recentRuns = z.array(
  z.object({ id: z.string(), status: runState, outcome: z.enum(runOutcomes).nullable(), durationMs: z.number() }),
);
const usual = z.object({ p50: z.number(), p90: z.number() }).nullable();

/** One of the user's own schedules of a task whose payload says what is done: to its user, it is a job. */
export const scriptSummarySchema = z.object({
  scheduleId: z.string(),
  /** The name that it was given, else the first words of what it does. */
  title: z.string(),
  /** Its command line or its address. */
  does: z.string(),
  paused: z.boolean(),
  /** It runs when it is asked for only. */
  onDemand: z.boolean(),
  /** What it tells by notifications; null: as the settings say. */
  notify: notifyWishSchema,
  health: z.enum(jobHealths),
  nextAt: time.nullable(),
  last: runSummarySchema.nullable(),
  active: z.array(runSummarySchema),
  queued: z.number().int(),
  recent: recentRuns,
  usualMs: usual,
});
export type ScriptSummary = z.infer<typeof scriptSummarySchema>;

/** What keeps a schedule from doing what it says, in one sentence. */
export const scheduleProblemSchema = z.object({
  scheduleId: z.string(),
  /** Its own name; null where it has none. */
  title: z.string().nullable(),
  message: z.string(),
});
export type ScheduleProblem = z.infer<typeof scheduleProblemSchema>;

/**
 * A task as the user sees it in the list. Its schedules are not in it: there may be thousands, and most are never looked at. They are read
 * with the job itself.
 */
export const jobSummarySchema = z.object({
  taskId: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  /** Path of the user's file that it is from; null for one that comes with Jobdeck. */
  file: z.string().nullable(),
  paused: z.boolean(),
  /** What it tells by notifications; null: as the settings say. */
  notify: notifyWishSchema,
  health: z.enum(jobHealths),
  scheduleCount: z.number().int(),
  /** Nothing begins by itself: it has no schedule, or only such that wait to be run. */
  onDemand: z.boolean(),
  /** A schedule that the user made is among them. */
  hasOwnSchedule: z.boolean(),
  /** What is wrong with its schedules. */
  scheduleProblems: z.array(scheduleProblemSchema),
  /** The earliest next time of all its schedules, after a pause of all jobs that has an end; null when there is none or while it is paused. */
  nextAt: time.nullable(),
  last: runSummarySchema.nullable(),
  active: z.array(runSummarySchema),
  queued: z.number().int(),
  recent: recentRuns,
  /** Names of settings that it needs and that have no value. */
  missing: z.array(z.string()),
  /** What the home does not have yet, without which none of its schedules starts; null when they do. */
  waitsFor: z.enum(taskNeeds).nullable(),
  usualMs: usual,
  /** What its schedules are to the user, where each does something else: commands and addresses. */
  scripts: z.array(scriptSummarySchema),
  /** Empty when it is as fast as it should be. */
  slow: z.array(slownessSchema),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** A job with its schedules. */
export const jobDetailSchema = jobSummarySchema.extend({ schedules: z.array(scheduleViewSchema) });
export type JobDetail = z.infer<typeof jobDetailSchema>;

/** How a due time ended. */
export const occurrenceOutcomes = ["pending", "ran", "ran-late", "skipped", "missed"] as const;

/** A row of the ledger: one planned time of a schedule and what became of it. */
export const occurrenceSchema = z.object({
  scheduleId: z.string(),
  scheduledAt: time,
  outcome: z.enum(occurrenceOutcomes),
  /** Stable word: "overlap", "paused", "engine-paused", "too-late", "superseded", "policy", "asleep", "host-off", ... */
  reason: z.string().nullable(),
  runId: z.string().nullable(),
  decidedAt: time,
  lateMs: z.number(),
  /** More than one when this row stands for a long row of missed times; `scheduledAt` is then the last of them. */
  slots: z.number().int(),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const settingViewSchema = z.object({
  name: z.string(),
  group: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(settingKinds),
  required: z.boolean(),
  /** Of what is required: the one job that needs it, in words; null when all of the group's do. */
  neededBy: z.string().nullable(),
  env: z.string().nullable(),
  placeholder: z.string().nullable(),
  default: z.string().nullable(),
  /** Where the value in force comes from. */
  source: z.enum(["environment", "stored", "default", "demo", "none"]),
  /** The value in force; always null for secrets, which never leave the host. */
  value: z.string().nullable(),
});
export type SettingView = z.infer<typeof settingViewSchema>;

export const settingGroupViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.enum(settingCategories),
  credential: z.boolean(),
  testable: z.boolean(),
  /** When these values last passed a test; null when they never did, or have changed since. */
  passedAt: z.number().nullable(),
  fields: z.array(settingViewSchema),
});
export type SettingGroupView = z.infer<typeof settingGroupViewSchema>;

/** Something wrong in a file of the user's, and what to do about it. */
export const fileProblemSchema = z.object({
  /** Its name in the home, for example "settings.json". */
  file: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  /** Both from 1; null when it is the file as a whole. */
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** Where secrets are kept, in words for the user, and whether that is safe. */
export const vaultStatusSchema = z.object({
  kind: z.enum(["keychain", "plain-file", "none"]),
  title: z.string(),
  /** Set when there is no keychain: what that means and what to do. */
  warning: z.string().nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;

export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["ok", "warning", "problem"]),
  message: z.string(),
  /** What to do about it. */
  remedy: z.string().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

/** A backup in the home. */
export const backupSchema = z.object({
  name: z.string(),
  kind: z.enum(["daily", "manual"]),
  createdAt: time,
  /** Of all copies together. */
  bytes: z.number(),
});

/** What the runs of a job take, with their tries and logs. Bytes are weighed by some of the runs: "about". */
export const jobStorageSchema = z.object({
  taskId: z.string(),
  runs: z.number().int(),
  bytes: z.number(),
  /** What the next clean-up deletes of it. */
  goes: z.object({ runs: z.number().int(), bytes: z.number() }),
  /** From when on a clean-up deletes a run of it; null while every one is the newest that ended so. */
  firstGoesAt: time.nullable(),
});
export type JobStorage = z.infer<typeof jobStorageSchema>;

/** What a home takes on the disk. */
export const storageSchema = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), walBytes: z.number() })),
  /** The most bytes first. */
  jobs: z.array(jobStorageSchema),
  /** When the clean-up is done the next time by itself. */
  cleanUpAt: time,
  /** Newest first. */
  backups: z.array(backupSchema),
  /** Damaged and replaced databases that were kept: files that the user may delete. */
  kept: z.array(z.string()),
});
export type Storage = z.infer<typeof storageSchema>;

const retentionPolicySchema = z.object({
  archiveAfterMs: z.number().int(),
  deleteAfterMs: z.number().int(),
  deleteFailuresAfterMs: z.number().int(),
  keepRuns: z.number().int().nullable(),
  keepFailures: z.number().int().nullable(),
});

/** How long the runs of a job are kept. */
export const retentionViewSchema = z.object({
  taskId: z.string(),
  /** In force. */
  policy: retentionPolicySchema,
  /** What the task itself asks for. */
  default: retentionPolicySchema,
  /** True when the user set something else. */
  changed: z.boolean(),
});
export type RetentionView = z.infer<typeof retentionViewSchema>;

/** What a clean-up did. */
export const cleanUpReportSchema = z.object({
  runs: z.number().int(),
  ledgerRows: z.number().int(),
  logLines: z.number().int(),
  /** Of the databases on the disk, with what was not yet merged into them. */
  bytesBefore: z.number(),
  bytesAfter: z.number(),
  /** How long the writer was held at most, in milliseconds. */
  longestSliceMs: z.number(),
});
export type CleanUpReport = z.infer<typeof cleanUpReportSchema>;

export const engineStatusSchema = z.object({
  version: z.string(),
  kind: z.enum(["desktop", "headless"]),
  pid: z.number().int(),
  home: z.string(),
  backend: z.enum(["sqlite"]),
  zone: z.string(),
  startedAt: time,
  paused: z.boolean(),
  /** When the pause ends by itself; null when it lasts until resumed. */
  pausedUntil: time.nullable(),
  activeRuns: z.number().int(),
  queuedRuns: z.number().int(),
  demo: z.boolean(),
  /** Why nothing can be written at the moment, in words for the user; null when it can. */
  diskProblem: z.string().nullable(),
  /** What it means that there is no keychain, in words for the user; null when there is one. */
  vaultWarning: z.string().nullable(),
  /** True as long as nothing was ever run or stored here: the window offers the demo. */
  emptyHome: z.boolean(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

/** What there is to run, and the files of the user's that are not. */
const taskListSchema = z.object({
  jobs: z.array(jobSummarySchema),
  brokenFiles: z.array(brokenTaskFileSchema),
});
export type TaskList = z.infer<typeof taskListSchema>;

/** Everything that a surface needs to draw its first picture; afterwards it follows the events. */
export const snapshotSchema = taskListSchema.extend({
  engine: engineStatusSchema,
  fileProblems: z.array(fileProblemSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/**
 * What changed. Coalesced per subject, at most ten times a second.
 * `run` carries the whole summary, so that a reader that missed one is right again with the next.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("engine"), engine: engineStatusSchema }),
  z.object({ type: z.literal("job"), job: jobSummarySchema }),
  z.object({ type: z.literal("run"), run: runSummarySchema }),
  z.object({ type: z.literal("settings"), fileProblems: z.array(fileProblemSchema) }),
  /** Task files were loaded: jobs came, went, or are others. */
  z.object({ type: z.literal("task-list"), ...taskListSchema.shape }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** What a reader of one run is sent, in order. The stream ends after the run has reached a final state. */
export const followEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run"), run: runSummarySchema }),
  z.object({ type: z.literal("log"), lines: z.array(logLineSchema) }),
]);
export type FollowEvent = z.infer<typeof followEventSchema>;
