import type { TaskCode } from "../model/task-file.ts";
import type { Task } from "../sdk/task.ts";
import { importTasks } from "./import-tasks.ts";
import { endingInUsersCode } from "./users-words.ts";

type Imported = { readonly tasks: readonly Task[]; readonly authorsStack: (stack: string) => string };

/** Imports a version of a task file into a thread that runs its tasks. @throws what the file throws */
export async function importForRuns(code: TaskCode): Promise<Imported> {
  return { tasks: await importTasks(code), authorsStack: (stack) => endingInUsersCode(stack, code) };
}
