export type { Logger, RunInfo, RunReport, TaskContext } from "./context.ts";
export { NonRetryableError, RetryAfterError } from "./errors.ts";
export { schemaTask } from "./schema-task.ts";
export type { Task, TaskOptions, TaskSchedule } from "./task.ts";
