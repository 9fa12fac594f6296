export { AbstractBaseWorker } from "./abstract-base-worker.ts";
export { default, JobFactory } from "./job-factory.ts";
export { type JobSpec, Range, type RecurrenceFields, RecurrenceRule } from "./recurrence.ts";
export { type Job, type JobCallback, scheduleJob } from "./schedule-job.ts";
export { ThreadJobFactory } from "./thread-job-factory.ts";
