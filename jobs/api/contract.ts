import type { ContractRouterClient } from "@orpc/contract";
import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { jobDaysSchema } from "../model/job-days.ts";
import { manyDoneSchema, manyRunsSchema } from "../model/many-runs.ts";
import { missedWishes } from "../model/missed.ts";
import { notifyWishSchema } from "../model/notify.ts";
import {
  checkSchema,
  engineStatusSchema,
  followEventSchema,
  liveEventSchema,
  snapshotSchema,
  vaultStatusSchema,
} from "../model/read-models/host.ts";
import { jobDetailSchema } from "../model/read-models/jobs.ts";
import { logLineSchema, runDetailSchema, runSummarySchema } from "../model/read-models/runs.ts";
import { occurrenceSchema, scheduleViewSchema } from "../model/read-models/schedules.ts";
import { settingGroupViewSchema } from "../model/read-models/settings.ts";
import { backupSchema, cleanUpReportSchema, retentionViewSchema, storageSchema } from "../model/read-models/storage.ts";
import { retentionWishSchema } from "../model/retention.ts";
import { runFilterShape } from "../model/run-filter.ts";
import { type RunState, runStates } from "../model/run-state.ts";
import { policyChangeSchema } from "../model/schedule.ts";
import { takeOverEntrySchema, takeOverPlanSchema, takeOverSources, takeOverWishSchema } from "../model/take-over.ts";
import { taskLimitsSchema } from "../model/task-limits.ts";
import { longestTimelineMs, timelineSchema } from "../model/timeline.ts";
import { traceSchema } from "../model/trace.ts";
import { triggerRequestSchema } from "../model/trigger.ts";
import { aiContract } from "./ai-contract.ts";
import { contentContract } from "./content-contract.ts";
import { settingsFileCalls } from "./settings-file-contract.ts";
import { settingsTestCalls } from "./settings-test-contract.ts";
import { themeCalls } from "./theme-contract.ts";
import { hostLogCall, keybindingsCalls } from "./window-contract.ts";

/**
 * Every call that a surface can make: the window and the tray over a MessagePort or in the process, the CLI over the
 * socket in the home. Declared once; handlers (`router.ts`), clients and their types are derived from it.
 *
 * Inputs are checked by the host, whoever sends them; unknown keys are refused. A failure arrives as an ORPCError whose
 * `code` is one of `errorCodes` in `jobs/model/errors.ts`.
 */

const taskId = z.string().min(1).max(200);
const runId = z.string().min(1).max(64);
const scheduleId = z.string().min(1).max(300);
const settingName = z.string().min(1).max(100);
const title = z.string().min(1).max(200);
const zone = z.string().min(1).max(100);
const missed = z.enum(missedWishes);
const time = z.number().int().min(-8.64e15).max(8.64e15);

const none = z.strictObject({});
const byTask = z.strictObject({ taskId });
const byRun = z.strictObject({ runId });
const bySchedule = z.strictObject({ scheduleId });
const done = z.object({});

export const schedulePreviewSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** What is kept when this is saved: the pattern itself, or the one that was said in words. */
    pattern: z.string(),
    meaning: z.string(),
    zone: z.string(),
    next: z.array(z.number().int()),
    /** What happens at the next change of the clocks, when it concerns this schedule. */
    notes: z.array(z.string()),
  }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type SchedulePreview = z.infer<typeof schedulePreviewSchema>;

export const contract = {
  /** The first picture. */
  snapshot: oc.input(none).output(snapshotSchema),
  /** All changes from now on. */
  events: oc.input(none).output(eventIterator(liveEventSchema)),

  engine: {
    /** Starts no further runs: for `forMs`, or until resumed. Active runs go on. */
    pause: oc
      .input(
        z.strictObject({
          forMs: z
            .number()
            .int()
            .min(1_000)
            .max(366 * 86_400_000)
            .optional(),
        }),
      )
      .output(engineStatusSchema),
    resume: oc.input(none).output(engineStatusSchema),
  },

  jobs: {
    list: oc.input(none).output(z.array(jobDetailSchema)),
    get: oc.input(byTask).output(jobDetailSchema),
    /** Queues a run and answers once it is on disk. Never moves the schedule. */
    run: oc.input(triggerRequestSchema).output(runSummarySchema),
    pause: oc.input(byTask).output(jobDetailSchema),
    /** What the pause had skipped stays skipped, unless `missed` says otherwise. */
    resume: oc.input(z.strictObject({ taskId, missed: missed.optional() })).output(jobDetailSchema),
    /** What became of it on each of the last 90 days; with a schedule, only of what that one led to. */
    days: oc.input(z.strictObject({ taskId, scheduleId: scheduleId.optional() })).output(jobDaysSchema),
    /**
     * When it is going to run next, earliest first, at most `count` times (default 10): after the pause of all jobs, if that
     * ends by itself; nothing while it is paused.
     */
    times: oc
      .input(
        z.strictObject({
          taskId,
          scheduleId: scheduleId.optional(),
          count: z.number().int().min(1).max(100).optional(),
        }),
      )
      .output(z.array(z.object({ at: time, zone: z.string(), scheduleId: z.string() }))),
    /** What it may take of this computer. */
    limits: oc.input(byTask).output(taskLimitsSchema),
    /** How long its runs are kept. */
    retention: oc.input(byTask).output(retentionViewSchema),
    /** Sets something else than the task asks for, in the place of an earlier change; an empty one goes back to it. */
    setRetention: oc.input(z.strictObject({ taskId, change: retentionWishSchema })).output(retentionViewSchema),
    /** What it tells by notifications, or with a schedule what that script of its does; null: as the settings say. */
    setNotify: oc
      .input(z.strictObject({ taskId, scheduleId: z.string().optional(), notify: notifyWishSchema }))
      .output(jobDetailSchema),
    /** JSON Schema of the payload. */
    payloadSchema: oc.input(byTask).output(z.unknown()),
  },

  schedules: {
    /** All, or those of a job, or of these the one with this id. */
    list: oc
      .input(z.strictObject({ taskId: taskId.optional(), scheduleId: scheduleId.optional() }))
      .output(z.array(scheduleViewSchema)),
    /** Judges what the user types; saves nothing. */
    preview: oc
      .input(
        z.strictObject({
          when: z.string().max(10_000),
          zone: zone.optional(),
          fromAt: time.optional(),
          /** Of a schedule that is there: intervals are counted from when it was made. */
          scheduleId: z.string().max(200).optional(),
          /** Which of its times count. */
          policies: policyChangeSchema.optional(),
          count: z.number().int().min(1).max(1_000).optional(),
        }),
      )
      .output(schedulePreviewSchema),
    /** A schedule of the user's own. With an `importKey` that is known, the one that is there, as it is. */
    create: oc
      .input(
        z.strictObject({
          taskId,
          title: title.optional(),
          when: z.string().max(10_000),
          zone: zone.optional(),
          payload: z.unknown().optional(),
          policies: policyChangeSchema.optional(),
          paused: z.boolean().optional(),
          importKey: z.string().min(1).max(200).optional(),
        }),
      )
      .output(scheduleViewSchema),
    /** What is left out stays as it is; also within the policies. */
    update: oc
      .input(
        z.strictObject({
          scheduleId,
          when: z.string().max(10_000).optional(),
          zone: zone.optional(),
          title: title.nullable().optional(),
          payload: z.unknown().optional(),
          policies: policyChangeSchema.optional(),
        }),
      )
      .output(scheduleViewSchema),
    /** What tells whether something was taken over before: every schedule's id, and the key that it was taken over with. */
    keys: oc.input(none).output(z.array(z.object({ scheduleId: z.string(), importKey: z.string().nullable() }))),
    /**
     * Queues a run with the schedule's payload, or with another one this once, and answers once it is on disk. It counts for
     * the schedule, and moves it not.
     */
    run: oc.input(bySchedule.extend({ payload: z.unknown().optional() })).output(runSummarySchema),
    /** What it led to, newest first. `cursor` is the `nextCursor` of the page before. */
    runs: oc
      .input(
        z.strictObject({
          scheduleId,
          limit: z.number().int().min(1).max(1_000).optional(),
          cursor: z.number().int().optional(),
        }),
      )
      .output(
        z.object({
          runs: z.array(runSummarySchema),
          nextCursor: z.number().int().nullable(),
          /** Always null: an index leads to all of them. */
          searchedTo: z.null(),
        }),
      ),
    /** Only one that the user made. */
    remove: oc.input(bySchedule).output(done),
    /** Leaves out the next time at which it would run, or takes that back. */
    skipNext: oc.input(z.strictObject({ scheduleId, skip: z.boolean() })).output(scheduleViewSchema),
    /** Back to what the task asks for. */
    reset: oc.input(bySchedule).output(scheduleViewSchema),
    /** Until `until` (UTC milliseconds), or until resumed. */
    pause: oc.input(z.strictObject({ scheduleId, until: time.optional() })).output(scheduleViewSchema),
    /** What the pause had skipped stays skipped, unless `missed` says otherwise. */
    resume: oc.input(z.strictObject({ scheduleId, missed: missed.optional() })).output(scheduleViewSchema),
    /** The ledger of a job, or of one of its schedules, newest first. */
    ledger: oc
      .input(
        z.strictObject({
          taskId,
          scheduleId: scheduleId.optional(),
          limit: z.number().int().min(1).max(1_000).optional(),
          before: time.optional(),
        }),
      )
      .output(z.array(occurrenceSchema)),
  },

  /** The user's own crontab, and timers of systemd, on the host's computer. */
  takeOver: {
    /** What they would become, and what stays behind; writes nothing. */
    preview: oc.input(z.strictObject({ from: z.enum(takeOverSources) })).output(takeOverPlanSchema),
    /** Makes those of the lines that still are as they were shown, once; what became of each. */
    apply: oc.input(takeOverWishSchema).output(z.array(takeOverEntrySchema)),
  },

  runs: {
    /**
     * Newest first. `cursor` is the `nextCursor` of the page before. What no index leads to is looked for no longer than a
     * moment: a page that is not full and has a `nextCursor` was cut short, and was looked for as far back as `searchedTo`.
     */
    list: oc
      .input(
        z.strictObject({
          ...runFilterShape,
          /** The same as one of `taskIds`. */
          taskId: taskId.optional(),
          /** The same as one of `states`. */
          status: z.enum(runStates as readonly [RunState, ...RunState[]]).optional(),
          limit: z.number().int().min(1).max(1_000).optional(),
          cursor: z.number().int().optional(),
        }),
      )
      .output(
        z.object({
          runs: z.array(runSummarySchema),
          nextCursor: z.number().int().nullable(),
          searchedTo: z.number().int().nullable(),
        }),
      ),
    /** `runId` may be the beginning of an id, as long as it is the only one that begins so. */
    get: oc.input(byRun).output(runDetailSchema),
    /** Where its time went: the parts of its tries, and the runs that it started. */
    trace: oc.input(byRun).output(traceSchema),
    /** Lines after `afterSeq` (default: from the first), at most `limit` (default 1,000). */
    logs: oc
      .input(
        z.strictObject({
          runId,
          afterSeq: z.number().int().min(0).optional(),
          limit: z.number().int().min(1).max(10_000).optional(),
        }),
      )
      .output(z.array(logLineSchema)),
    /** The run, its log from `afterSeq` on, and every change until it has ended. */
    follow: oc
      .input(z.strictObject({ runId, afterSeq: z.number().int().min(0).optional() }))
      .output(eventIterator(followEventSchema)),
    cancel: oc.input(byRun).output(runSummarySchema),
    /** A new run of the same task with the same payload that names this one. */
    retry: oc.input(byRun).output(runSummarySchema),
    /** Cancels all of them that have not ended. */
    cancelMany: oc.input(manyRunsSchema).output(manyDoneSchema),
    /** Runs all of them again that have ended. */
    retryMany: oc.input(manyRunsSchema).output(manyDoneSchema),
  },

  settings: {
    list: oc.input(none).output(z.array(settingGroupViewSchema)),
    /** `allowPlainText` must be true to store a secret where there is no keychain. */
    set: oc
      .input(
        z.strictObject({ name: settingName, value: z.string().max(4_096), allowPlainText: z.boolean().optional() }),
      )
      .output(done),
    remove: oc.input(z.strictObject({ name: settingName })).output(done),
    vault: oc.input(none).output(vaultStatusSchema),
    ...settingsTestCalls,
    ...settingsFileCalls,
  },

  themes: themeCalls,

  demo: {
    /**
     * Starts local stand-ins for the bucket, the AI API and the feeds, and points the S3 sync and the news at them. With
     * `news`, the tick is run and then a brief made.
     */
    start: oc.input(z.strictObject({ news: z.boolean().optional() })).output(engineStatusSchema),
    /** Stops the stand-ins and removes what the demo left: its runs and its rows. */
    remove: oc.input(none).output(engineStatusSchema),
  },

  taskFiles: {
    /** Sets up the folder for the user's own tasks: an example and what an editor needs. It writes over nothing. */
    init: oc
      .input(none)
      .output(z.object({ folder: z.string(), files: z.array(z.object({ name: z.string(), written: z.boolean() })) })),
  },

  /**
   * What was and what is to come of all jobs, from `from` on and before `to`; at most a year. Where a job has more runs
   * than can be shown one by one, they are counted in parts of at least `resolutionMs` (default: a 240th of the time).
   * `lanes`: of these jobs and scripts only, by id, which takes no longer than they are many.
   */
  timeline: oc
    .input(
      z
        .strictObject({
          ...{ from: time, to: time, resolutionMs: z.number().int().min(1).optional() },
          lanes: z.array(z.string().max(200)).max(500).optional(),
        })
        .refine(({ from, to }) => from < to && to - from <= longestTimelineMs, {
          error: "`to` must be later than `from`, by a year at most.",
          path: ["to"],
        }),
    )
    .output(timelineSchema),
  /** What the home takes on the disk. */
  storage: oc.input(none).output(storageSchema),
  /** Deletes now what was kept long enough; otherwise it is done once a day. */
  cleanUp: oc.input(none).output(cleanUpReportSchema),
  /**
   * Makes a verified backup in the home, next to the daily ones; of each kind the newest seven stay. It takes no path: no
   * surface writes where the user did not choose to.
   */
  backUp: oc.input(z.strictObject({ logs: z.boolean().optional() })).output(backupSchema),

  ai: aiContract,
  content: contentContract,
  keybindings: keybindingsCalls,
  hostLog: hostLogCall,

  /** Looks at home, databases, keychain, credentials and clock. */
  doctor: oc.input(none).output(z.array(checkSchema)),
};

/** The typed client of the contract, whatever transport is beneath. */
export type JobdeckClient = ContractRouterClient<typeof contract>;
