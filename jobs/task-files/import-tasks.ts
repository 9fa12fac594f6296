import { pathToFileURL } from "node:url";
import { JobdeckError } from "../model/errors.ts";
import type { TaskCode } from "../model/task-file.ts";
import { collectDeclared } from "../sdk/declared.ts";
import type { Task } from "../sdk/task.ts";
import { offerPublicModules } from "./public-modules.ts";

/**
 * Imports a version of a task file into this thread and gives its tasks: all that it exports, under whatever name, then those
 * that it declared by `create` or `scheduleJob`.
 *
 * @throws what the file throws; JobdeckError BAD_INPUT when it holds two of one id
 */
export async function importTasks({ entry }: TaskCode): Promise<readonly Task[]> {
  // Errors name the user's file and line.
  process.setSourceMapsEnabled(true);
  offerPublicModules();
  let exported: readonly unknown[] = [];
  const declared = await collectDeclared(async () => {
    const module = (await import(pathToFileURL(entry).href)) as Record<string, unknown>;
    exported = Object.values(module);
  });
  const tasks = [...new Set([...exported.filter(isTask), ...declared])];
  const ids = tasks.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new JobdeckError("BAD_INPUT", `The file has two tasks with the id "${twice}".`);
  return tasks;
}

function isTask(value: unknown): value is Task {
  if (typeof value !== "object" || value === null) return false;
  const { id, schema, run, concurrencyLimit } = value as Partial<Task>;
  return (
    typeof id === "string" &&
    typeof run === "function" &&
    typeof concurrencyLimit === "number" &&
    typeof schema?.safeParse === "function"
  );
}
