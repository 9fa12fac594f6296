import { z } from "zod";
import { runSummarySchema } from "./read-models/runs.ts";
import { occurrenceSchema } from "./read-models/schedules.ts";

/** Runs of a job that a timeline shows one by one; with more of them it shows how many there were. */
export const mostTimelineRuns = 300;
/** Parts that a window is cut into where there are more runs, at most. */
export const mostTimelineParts = 240;
/** Due times of a job that came to nothing, and times to come, at most. */
export const mostTimelineTimes = 400;

/** The longest window that a timeline is made for. */
export const longestTimelineMs = 366 * 86_400_000;

const time = z.number().int();

/** A run as a bar. */
export const timelineRunSchema = runSummarySchema
  .pick({ id: true, status: true, outcome: true, trigger: true, startedAt: true, finishedAt: true, scheduledAt: true })
  .extend({
    startedAt: time,
    /** One line: what came out, or what went wrong. */
    note: z.string().nullable(),
  });
export type TimelineRun = z.infer<typeof timelineRunSchema>;

/** Runs that stand too close to be told apart: those made from `from` on and before `to`. */
export const timelinePartSchema = z.object({
  from: time,
  to: time,
  runs: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
});
export type TimelinePart = z.infer<typeof timelinePartSchema>;

/** What the timeline shows of one job. Everything is in order of time. */
export const timelineJobSchema = z.object({
  /** Of one of the user's scripts the id of its schedule, as the list of jobs has it. */
  taskId: z.string(),
  runs: z.array(timelineRunSchema),
  /** In the place of `runs` when there are more than `mostTimelineRuns`, but for those that are active. */
  parts: z.array(timelinePartSchema),
  /** Due times at which nothing ran; of more than `mostTimelineTimes` the newest. */
  notRun: z.array(
    occurrenceSchema
      .pick({ scheduleId: true, scheduledAt: true, reason: true, slots: true })
      .extend({ outcome: z.enum(["missed", "skipped"]) }),
  ),
  predicted: z.array(time),
  /** There are more times to come in the window than `predicted` names. */
  morePredicted: z.boolean(),
  /** Median and 90th percentile of the last completed runs; null with fewer than three. */
  usualMs: z.object({ p50: z.number(), p90: z.number() }).nullable(),
});
export type TimelineJob = z.infer<typeof timelineJobSchema>;

/** All jobs, past and future, in one window of time. */
export const timelineSchema = z.object({
  from: time,
  to: time,
  /** What is before was, what is after is to come. */
  now: time,
  jobs: z.array(timelineJobSchema),
});
export type Timeline = z.infer<typeof timelineSchema>;
