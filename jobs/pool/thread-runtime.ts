import type { MessagePort } from "node:worker_threads";
import type { Task } from "../sdk/task.ts";
import { executeTask } from "./execute.ts";
import type { FromThread, ToThread, Work } from "./protocol.ts";

/** Serves these tasks from inside a worker thread, one try at a time, until the thread is ended. */
export function serveTasks(tasks: readonly Task[], port: MessagePort): void {
  const registry = new Map(tasks.map((task) => [task.id, task]));
  const send = (message: FromThread) => port.postMessage(message);
  let current: AbortController | undefined;

  const start = async (work: Work) => {
    const controller = new AbortController();
    current = controller;
    await executeTask({ tasks: registry, work, signal: controller.signal, send });
    if (current === controller) current = undefined;
  };

  port.on("message", (message: ToThread) => {
    if (message.type === "abort") current?.abort(new DOMException(abortMessage(message.reason), "AbortError"));
    else void start(message.work);
  });
  send({ type: "ready" });
}

function abortMessage(reason: string): string {
  return reason === "shutdown" ? "The host is shutting down" : `The run ended by ${reason}`;
}
