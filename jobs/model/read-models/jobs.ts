import { z } from "zod";
import { notifyWishSchema } from "../notify.ts";
import { taskNeeds } from "../task-need.ts";
import { runOutcomes, runStateSchema, runSummarySchema } from "./runs.ts";
import { scheduleProblemSchema, scheduleViewSchema } from "./schedules.ts";
import { time } from "./time.ts";

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
  z.object({ id: z.string(), status: runStateSchema, outcome: z.enum(runOutcomes).nullable(), durationMs: z.number() }),
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
