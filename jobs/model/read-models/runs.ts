import { z } from "zod";
import { logLevels } from "../log.ts";
import { type RunState, runStates } from "../run-state.ts";
import { time } from "./time.ts";

export const runStateSchema = z.enum(runStates as readonly [RunState, ...RunState[]]);

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
  status: runStateSchema,
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
