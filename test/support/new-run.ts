import { randomUUID } from "node:crypto";
import type { NewRun } from "../../jobs/model/run.ts";

/** A run to queue, of which a test names only what it is about. */
export function newRun(values: Partial<NewRun> = {}): NewRun {
  return {
    id: randomUUID(),
    taskId: "echo",
    payload: {},
    trigger: "user",
    priority: 0,
    maxAttempts: 3,
    dueAt: 0,
    scheduleId: null,
    scheduledAt: null,
    retryOf: null,
    demo: false,
    ...values,
  };
}
