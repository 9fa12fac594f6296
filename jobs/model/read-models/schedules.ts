import { z } from "zod";
import { policiesSchema } from "../schedule.ts";
import { time } from "./time.ts";

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

/** What keeps a schedule from doing what it says, in one sentence. */
export const scheduleProblemSchema = z.object({
  scheduleId: z.string(),
  /** Its own name; null where it has none. */
  title: z.string().nullable(),
  message: z.string(),
});
export type ScheduleProblem = z.infer<typeof scheduleProblemSchema>;

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
