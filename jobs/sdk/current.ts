import { AsyncLocalStorage } from "node:async_hooks";
import type { TaskContext } from "./context.ts";

/**
 * The run that is going on where this is asked: what a task does with the imported `tasks` and `logger` belongs to it.
 * Kept by a symbol of the whole process, because a task file of the user's may bring a second copy of this module.
 */
const key = Symbol.for("jobdeck.current-run");
const processWide = globalThis as { [key]?: AsyncLocalStorage<TaskContext> };
processWide[key] ??= new AsyncLocalStorage<TaskContext>();
const storage = processWide[key];

/** Undefined outside of a run. */
export function currentRun(): TaskContext | undefined {
  return storage.getStore();
}

/** Everything that `work` does, also later, is done by this run. */
export function asRun<T>(context: TaskContext, work: () => T): T {
  return storage.run(context, work);
}
