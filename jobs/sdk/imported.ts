import { JobdeckError } from "../model/errors.ts";
import type { Logger, TaskContext } from "./context.ts";
import { currentRun } from "./current.ts";
import type { TaskClient } from "./task-client.ts";

/** Starts runs of other tasks from anywhere within a run. @throws JobdeckError NOT_ALLOWED outside of one */
export const tasks: TaskClient = {
  trigger: (...wish) => here("tasks.trigger").tasks.trigger(...wish),
  triggerAndWait: (...wish) => here("tasks.triggerAndWait").tasks.triggerAndWait(...wish),
  batchTrigger: (...wish) => here("tasks.batchTrigger").tasks.batchTrigger(...wish),
  status: (runId) => here("tasks.status").tasks.status(runId),
};

/** Writes to the log of the run that is going on. @throws JobdeckError NOT_ALLOWED outside of one */
export const logger: Logger = {
  debug: (...line) => here("logger").logger.debug(...line),
  info: (...line) => here("logger").logger.info(...line),
  warn: (...line) => here("logger").logger.warn(...line),
  error: (...line) => here("logger").logger.error(...line),
};

function here(what: string): TaskContext {
  const context = currentRun();
  if (context) return context;
  throw new JobdeckError(
    "NOT_ALLOWED",
    `${what} was used outside of a run. Use it within a task's run function, or sendJob of "jobdeck/client" elsewhere.`,
  );
}
