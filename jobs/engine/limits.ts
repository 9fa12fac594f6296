import type { TaskLimits } from "../model/task-limits.ts";
import type { KnownTask } from "./known-task.ts";

/** What a task may take of this computer, with every default filled in. */
export function limitsOf({ concurrencyLimit, limitPerKey, timeoutMs, retry, isolation }: KnownTask): TaskLimits {
  return {
    ...{ concurrencyLimit, limitPerKey, timeoutMs, isolation },
    tries: retry.limit + 1,
    retryDelayMs: retry.delayMs,
    retryMaxDelayMs: retry.backoff ? retry.maxDelayMs : retry.delayMs,
  };
}
