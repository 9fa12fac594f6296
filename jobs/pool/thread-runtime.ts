import type { MessagePort } from "node:worker_threads";
import type { TaskCall } from "../model/trigger.ts";
import type { Task } from "../sdk/task.ts";
import { unpack } from "./answer.ts";
import { executeTask } from "./execute.ts";
import type { Answer, FromThread, ToThread, Work } from "./protocol.ts";

/** Serves these tasks from inside a worker thread, one try at a time, until the thread is ended. */
export function serveTasks(tasks: readonly Task[], port: MessagePort): void {
  const registry = new Map(tasks.map((task) => [task.id, task]));
  const send = (message: FromThread) => port.postMessage(message);
  let current: AbortController | undefined;

  const asked = new Map<number, (answer: Answer) => void>();
  let lastCall = 0;

  const call = async (wanted: TaskCall): Promise<unknown> => {
    lastCall += 1;
    const id = lastCall;
    const heard = new Promise<Answer>((resolve) => asked.set(id, resolve));
    send({ type: "call", id, call: wanted });
    return unpack(await heard);
  };

  const answered = ({ id, answer }: Extract<ToThread, { type: "answer" }>) => {
    asked.get(id)?.(answer);
    asked.delete(id);
  };

  const start = async (work: Work) => {
    const controller = new AbortController();
    current = controller;
    await executeTask({ tasks: registry, work, signal: controller.signal, send, call });
    if (current === controller) current = undefined;
  };

  port.on("message", (message: ToThread) => {
    if (message.type === "answer") return answered(message);
    if (message.type === "abort") current?.abort(new DOMException(abortMessage(message.reason), "AbortError"));
    else void start(message.work);
  });
  send({ type: "ready" });
}

function abortMessage(reason: string): string {
  return reason === "shutdown" ? "The host is shutting down" : `The run ended by ${reason}`;
}
