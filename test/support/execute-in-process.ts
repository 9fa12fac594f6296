import type { StoredError } from "../../jobs/model/errors.ts";
import type { LogLine } from "../../jobs/model/log.ts";
import { executeTask } from "../../jobs/pool/execute.ts";
import type { WorkResult } from "../../jobs/pool/protocol.ts";
import type { Task } from "../../jobs/sdk/task.ts";

export type Tried = {
  /** "retry": the task would have it tried again. */
  readonly status: "completed" | "failed" | "retry";
  readonly output: unknown;
  readonly summary: string | undefined;
  readonly error: StoredError | undefined;
  /** When the task wants to be tried again, if it said so. */
  readonly dueAt: number | undefined;
};

/** One try of a task as a thread makes it, without the thread: many of these take no longer than one that starts one. */
export async function executeInProcess(
  task: Task,
  payload: unknown,
  secrets: Readonly<Record<string, string>> = {},
): Promise<{ readonly run: Tried; readonly log: readonly LogLine[] }> {
  const log: LogLine[] = [];
  let result: WorkResult | undefined;
  await executeTask({
    tasks: new Map([[task.id, task]]),
    work: {
      run: { id: "the-run", taskId: task.id, attempt: 1, maxAttempts: 1, trigger: "user", scheduledAt: null },
      ...{ payload, secrets, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
    },
    signal: new AbortController().signal,
    send: (message) => {
      if (message.type === "log") log.push(...message.lines);
      else if (message.type === "done" || message.type === "failed") result = message;
    },
    call: () => Promise.reject(new Error("There is no host here")),
  });
  if (!result) throw new Error("The task did not end");
  return { run: tried(result), log };
}

function tried(result: WorkResult): Tried {
  const none = { output: null, summary: undefined, error: undefined, dueAt: undefined };
  if (result.type === "done")
    return { ...none, status: "completed", output: result.output, summary: result.report.summary };
  const { error, retry } = result;
  return {
    ...none,
    error,
    status: retry.kind === "never" ? "failed" : "retry",
    ...(retry.kind === "at" && { dueAt: retry.at }),
  };
}
