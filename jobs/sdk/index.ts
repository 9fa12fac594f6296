export type { Logger, RunInfo, RunReport, TaskContext } from "./context.ts";
export { NonRetryableError, RetryAfterError } from "./errors.ts";
export { logger, tasks } from "./imported.ts";
export { schemaTask } from "./schema-task.ts";
export type { TimeSpan } from "./span.ts";
export type { Step } from "./step.ts";
export type { Task, TaskOptions, TaskSchedule } from "./task.ts";
export { type BatchItem, ChildRunError, type TaskClient } from "./task-client.ts";
