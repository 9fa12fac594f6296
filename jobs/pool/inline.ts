import type { TaskCall } from "../model/trigger.ts";
import type { Task } from "../sdk/task.ts";
import { abortError } from "./abort-words.ts";
import { unpack } from "./answer.ts";
import { executeTask } from "./execute.ts";
import { createGuardedProcesses } from "./guarded-processes.ts";
import type { AbortReason, FromThread, Work, WorkListener, WorkResult } from "./protocol.ts";

/** Runs a try on the host's own thread. It cannot be terminated; `abandon` gives it up, so that the host can go on. */
export function runInline(tasks: ReadonlyMap<string, Task>, work: Work, listener: WorkListener) {
  const controller = new AbortController();
  let settle: (result: WorkResult) => void = () => undefined;
  const result = new Promise<WorkResult>((resolve) => {
    settle = resolve;
  });
  const processes = createGuardedProcesses();
  const send = (message: FromThread) => {
    if (message.type === "log") listener.onLog(message.lines, message.dropped);
    else if (message.type === "progress") listener.onProgress(message.progress);
    else if (message.type === "spans") listener.onSpans(message.spans);
    else if (message.type === "process") processes.note(message);
    else if (message.type !== "ready" && message.type !== "call") settle(message);
  };
  const call = async (asked: TaskCall) => unpack(await listener.onCall(asked));
  void executeTask({ tasks, work, signal: controller.signal, send, call });
  return {
    result,
    abort: (reason: AbortReason) => controller.abort(abortError(reason)),
    abandon: () => {
      processes.end(work.run.id);
      settle({
        type: "failed",
        error: { code: "THREAD_DIED", message: "The task did not end when it was told to." },
        retry: { kind: "default" },
      });
    },
  };
}
