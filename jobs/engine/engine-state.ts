import type { Clock } from "../model/clock.ts";
import type { EngineStatus } from "../model/read-models/host.ts";
import type { TaskNeed } from "../model/task-need.ts";
import type { Task } from "../sdk/task.ts";
import type { SettingStore } from "../store/settings.ts";
import type { TaskStateStore } from "../store/task-states.ts";

const pausedUntilName = "host.pausedUntil";
/** As long as nobody resumes it. */
const forever = "forever";

export type HostFacts = Pick<EngineStatus, "version" | "kind" | "pid" | "home" | "backend" | "startedAt">;

type EngineStateOptions = {
  readonly settings: SettingStore;
  readonly taskStates: TaskStateStore;
  readonly facts: HostFacts;
  readonly clock: Clock;
};

/** What the user decided for the whole engine and for single tasks. It is kept: a restart does not undo a pause. */
export function createEngineState({ settings, taskStates, facts, clock }: EngineStateOptions) {
  let demo = false;
  let pause = settings.get(pausedUntilName);
  let pausedTasks = taskStates.paused();
  let lacking: ReadonlySet<TaskNeed> = new Set();

  const pausedUntil = (): number | null => (pause === undefined || pause === forever ? null : Number(pause));
  const isWaiting = ({ waitsFor }: Pick<Task, "waitsFor">): boolean => waitsFor !== null && lacking.has(waitsFor);
  const isPaused = (): boolean => pause === forever || (pausedUntil() ?? 0) > clock.now();

  return {
    facts: () => ({ ...facts, demo }),
    isPaused,
    /**
     * Whether the pause holds, or held, at this time, which is after it began: what was due before was planned then. It may
     * be over by now, if the machine slept or no host was running.
     */
    isPausedAt: (at: number): boolean => pause === forever || at < (pausedUntil() ?? 0),
    /** When the pause ends by itself; null when it does not, or when there is none. */
    pausedUntil: (): number | null => (isPaused() ? pausedUntil() : null),
    /** For `forMs`, or until `resume`. */
    pause: (forMs: number | undefined): void => {
      pause = forMs === undefined ? forever : String(clock.now() + forMs);
      settings.set(pausedUntilName, pause, clock.now());
    },
    resume: (): void => {
      pause = undefined;
      settings.remove(pausedUntilName);
    },
    pausedTasks: (): ReadonlySet<string> => pausedTasks,
    /** Since when a task is paused; null when it is not. */
    taskPausedAt: (taskId: string): number | null => (pausedTasks.has(taskId) ? taskStates.pausedAt(taskId) : null),
    setTaskPaused: (taskId: string, paused: boolean): void => {
      taskStates.setPaused(taskId, paused ? clock.now() : null);
      pausedTasks = taskStates.paused();
    },
    /** Whether no schedule of this task starts anything by itself: it is paused, or they wait. */
    startsNothing: ({ id, waitsFor }: Pick<Task, "id" | "waitsFor">): boolean =>
      pausedTasks.has(id) || isWaiting({ waitsFor }),
    /** Whether the schedules of this task wait for something that the home does not have. */
    isWaiting,
    /** Whether the home has what some tasks wait for. Gives whether that is something else than before. */
    setHas: (need: TaskNeed, has: boolean): boolean => {
      if (lacking.has(need) !== has) return false;
      lacking = new Set(has ? [...lacking].filter((each) => each !== need) : [...lacking, need]);
      return true;
    },
    setDemo: (on: boolean): void => {
      demo = on;
    },
  };
}

export type EngineState = ReturnType<typeof createEngineState>;
