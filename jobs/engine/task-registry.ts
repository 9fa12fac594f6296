import type { BrokenTaskFile } from "../model/users-tasks.ts";
import type { Task } from "../sdk/task.ts";
import { builtInTask, type KnownTask } from "./known-task.ts";

/** What the user's task files came to. */
export type UsersTasks = {
  readonly tasks: readonly KnownTask[];
  readonly broken: readonly BrokenTaskFile[];
};

/** The tasks there are: those of the program, and those of the user's files as these are now. */
export function createTaskRegistry(builtIn: readonly Task[]) {
  const program = builtIn.map(builtInTask);
  const tasks = new Map(program.map((task) => [task.id, task]));
  let keyLimits = limitsOf(tasks);
  let broken: readonly BrokenTaskFile[] = [];

  return {
    /** By id; the same map for good, with changing contents. */
    tasks: tasks as ReadonlyMap<string, KnownTask>,
    /** How many runs with one concurrency key may be active at once, by task. */
    keyLimits: (): ReadonlyMap<string, number> => keyLimits,
    /** Task files that cannot be used as they are. */
    broken: (): readonly BrokenTaskFile[] => broken,
    setUsers: (users: UsersTasks): void => {
      tasks.clear();
      // The program's own first: whatever is in a file, it takes the place of none of them.
      for (const task of [...program, ...users.tasks]) if (!tasks.has(task.id)) tasks.set(task.id, task);
      keyLimits = limitsOf(tasks);
      broken = users.broken;
    },
  };
}

export type TaskRegistry = ReturnType<typeof createTaskRegistry>;

function limitsOf(tasks: ReadonlyMap<string, KnownTask>): ReadonlyMap<string, number> {
  return new Map([...tasks.values()].map((task) => [task.id, task.limitPerKey]));
}
