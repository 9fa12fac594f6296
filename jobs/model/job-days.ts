import { z } from "zod";

/** How many days back a job's reliability is looked at, today included. */
export const shownDays = 90;

const count = z.number().int();

/** What became of a job on one day of the host's zone. Runs count for the day on which they were made. */
export const jobDaySchema = z.object({
  /** "2026-11-24" */
  date: z.iso.date(),
  /** When it begins, UTC milliseconds. */
  from: count,
  /** Completed, and neither caught up nor skipped: at their time, or because the user or another job wanted it. */
  completed: count,
  /** Completed, for a time that had been missed. */
  caughtUp: count,
  failed: count,
  cancelled: count,
  /** Due times that were left out, and runs that did nothing, for example because a credential is missing. */
  skipped: count,
  /** Due times at which nothing ran because the computer was asleep, Jobdeck was not running, or it was too late. */
  missed: count,
});
export type JobDay = z.infer<typeof jobDaySchema>;

export const jobDaysSchema = z.object({
  zone: z.string(),
  /** Oldest first; always `shownDays`. */
  days: z.array(jobDaySchema),
});
export type JobDays = z.infer<typeof jobDaysSchema>;
