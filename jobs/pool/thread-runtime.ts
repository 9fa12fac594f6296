import type { MessagePort } from "node:worker_threads";
import { toStoredError } from "../model/errors.ts";
import type { TaskCode } from "../model/task-file.ts";
import type { TaskCall } from "../model/trigger.ts";
import type { Task } from "../sdk/task.ts";
import { abortError } from "./abort-words.ts";
import { unpack } from "./answer.ts";
import { executeTask } from "./execute.ts";
import type { Answer, FromThread, ToThread, Work } from "./protocol.ts";

export type ImportedCode = {
  readonly tasks: readonly Task[];
  /** The stack of an error as the code's author is to read it. */
  readonly authorsStack: (stack: string) => string;
};

/** Imports the code of a task file. Rejects with what it throws. */
export type ImportCode = (code: TaskCode) => Promise<ImportedCode>;

/**
 * Serves these tasks, and those of the user's files, from inside a worker thread, one try at a time, until the thread is
 * ended.
 */
export function serveTasks(tasks: readonly Task[], port: MessagePort, importCode?: ImportCode): void {
  const builtIn = byId(tasks);
  const imported = new Map<string, ImportedCode>();
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

  const imports = async ({ code }: Work): Promise<ImportedCode | undefined> => {
    if (!code || !importCode) return undefined;
    const known = imported.get(code.version) ?? (await importCode(code));
    imported.set(code.version, known);
    return known;
  };

  const start = async (work: Work) => {
    const controller = new AbortController();
    current = controller;
    try {
      const code = await imports(work);
      const tell = (message: FromThread) => send(code ? inAuthorsWords(message, code) : message);
      const known = code ? byId(code.tasks) : builtIn;
      await executeTask({ tasks: known, work, signal: controller.signal, send: tell, call });
    } catch (error) {
      send({ type: "failed", error: toStoredError(error), retry: { kind: "default" } });
    }
    if (current === controller) current = undefined;
  };

  port.on("message", (message: ToThread) => {
    if (message.type === "answer") return answered(message);
    if (message.type === "abort") current?.abort(abortError(message.reason));
    else void start(message.work);
  });
  send({ type: "ready" });
}

function inAuthorsWords(message: FromThread, { authorsStack }: ImportedCode): FromThread {
  if (message.type !== "failed" || message.error.stack === undefined) return message;
  return { ...message, error: { ...message.error, stack: authorsStack(message.error.stack) } };
}

function byId(tasks: readonly Task[]): ReadonlyMap<string, Task> {
  return new Map(tasks.map((task) => [task.id, task]));
}
