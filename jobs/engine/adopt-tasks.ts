import type { Clock } from "../model/clock.ts";
import type { TaskNeed } from "../model/task-need.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { KnownTask } from "./known-task.ts";
import type { Planner } from "./planner.ts";
import type { TaskRegistry, UsersTasks } from "./task-registry.ts";

export type AdoptOptions = {
  readonly registry: TaskRegistry;
  readonly schedules: ScheduleStore;
  readonly planner: Planner;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
};

/** Brings the kept schedules in line with what the tasks ask for. The user's changes stay. */
export function createAdoption({ registry, schedules, planner, scheduler, clock }: AdoptOptions) {
  /** Gives the ids of the schedules whose times or policies the task has changed. */
  const adopt = (task: KnownTask): readonly string[] => {
    const declared = task.schedules.map(({ id, ...rest }) => ({ ...rest, id: `${task.id}:${id}` }));
    for (const row of schedules.byTask(task.id))
      if (row.origin === "task" && !declared.some(({ id }) => id === row.id)) schedules.dropDefault(row.id);
    return declared
      .filter(({ id, when, zone = null, policies = {} }) =>
        schedules.upsertDefault({ id, taskId: task.id, when, zone, policies: JSON.stringify(policies) }, clock.now()),
      )
      .map(({ id }) => id);
  };

  const scheduleIds = (tasks: readonly KnownTask[]): readonly string[] =>
    tasks.flatMap(({ id }) => schedules.byTask(id).map((row) => row.id));

  return {
    /** Before a start: what the tasks ask for now counts for the time since the last host as well. */
    all: (): void => {
      for (const task of registry.tasks.values()) adopt(task);
    },
    /** After what tasks wait for has come or gone: times at which they waited were never due. */
    reconsider: async (need: TaskNeed, has: boolean): Promise<void> => {
      const now = clock.now();
      const waiting = [...registry.tasks.values()].filter(({ waitsFor }) => waitsFor === need);
      for (const id of scheduleIds(waiting)) {
        if (has) schedules.startFrom(id, now);
        scheduler.set(id, await planner.plan(id, now));
      }
    },
    /**
     * Takes the user's tasks as their files are now, while everything runs. What was due under the old code is planned
     * first; times of the new schedules that lie in the past were never due.
     */
    replace: async (users: UsersTasks): Promise<void> => {
      const before = usersOf(registry);
      for (const id of scheduleIds(before)) await planner.plan(id, clock.now());
      const known = scheduleIds(before);
      registry.setUsers(users);
      const after = usersOf(registry);
      const now = clock.now();
      for (const task of after) for (const id of adopt(task)) schedules.startFrom(id, now);
      const wanted = scheduleIds(after);
      for (const id of known) if (!wanted.includes(id)) scheduler.set(id, null);
      for (const id of wanted) scheduler.set(id, await planner.plan(id, now));
    },
  };
}

function usersOf({ tasks }: TaskRegistry): readonly KnownTask[] {
  return [...tasks.values()].filter(({ file }) => file !== null);
}
