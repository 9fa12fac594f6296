import { JobdeckError } from "../model/errors.ts";
import type { Task } from "./task.ts";

type Collector = { readonly add: (task: Task) => void; readonly remove: (task: Task) => void };

/**
 * Where tasks go that a file declares by calling `create` or `scheduleJob` instead of exporting them. Of the whole process,
 * by a symbol, because a task file of the user's may bring a second copy of this module.
 */
const key = Symbol.for("jobdeck.declared-tasks");
const processWide = globalThis as { [key]?: Collector | undefined };

/** Loads something and gives the tasks that were declared meanwhile, in their order. One loading at a time. */
export async function collectDeclared(load: () => Promise<unknown>): Promise<readonly Task[]> {
  const tasks = new Set<Task>();
  processWide[key] = { add: (task) => void tasks.add(task), remove: (task) => void tasks.delete(task) };
  try {
    await load();
  } finally {
    processWide[key] = undefined;
  }
  return [...tasks];
}

/** Declares a task; what is given back takes that back. @throws JobdeckError NOT_ALLOWED when nothing is being loaded */
export function declare(task: Task): () => void {
  const collector = processWide[key];
  if (!collector)
    throw new JobdeckError(
      "NOT_ALLOWED",
      `Task "${task.id}" was declared when nobody was loading tasks. Put its file into the folder "tasks" of the home.`,
    );
  collector.add(task);
  return () => collector.remove(task);
}
