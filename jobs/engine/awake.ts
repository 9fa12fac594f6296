import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Machine } from "../model/machine.ts";
import type { Queue } from "../queue/queue.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { EngineState } from "./engine-state.ts";

/** The machine is kept awake from so long before a run is due. */
const leadMs = 5 * 60_000;
const lookEveryMs = 30_000;

export type AwakeOptions = {
  readonly schedules: Pick<ScheduleStore, "keepingAwake">;
  readonly queue: Pick<Queue, "openRuns">;
  readonly state: Pick<EngineState, "isPaused" | "pausedTasks">;
  /** When a schedule is going to run next; null when it is not. */
  readonly nextRun: (scheduleId: string) => number | null;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly log: HostLog;
};

/**
 * Keeps the machine from sleeping in the minutes before and during the runs of schedules that ask for it, while it is
 * plugged in; a machine that does not tell counts as plugged in.
 */
export function createAwake(options: AwakeOptions) {
  const { schedules, queue, state, machine, clock, log } = options;
  let release: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  const isWanted = async (): Promise<boolean> => {
    const soon = clock.now() + leadMs;
    for (const { id, task_id } of schedules.keepingAwake()) {
      const open = await queue.openRuns(id);
      if (open.some(({ state: at }) => at === "active")) return true;
      if (state.isPaused() || state.pausedTasks().has(task_id)) continue;
      if (open.some(({ dueAt }) => dueAt <= soon) || (options.nextRun(id) ?? Number.POSITIVE_INFINITY) <= soon)
        return true;
    }
    return false;
  };

  const look = async (): Promise<void> => {
    try {
      const wanted = (await isWanted()) && (await machine.read(["onMainsPower"])).onMainsPower !== false;
      if (wanted && !stopped) release ??= machine.keepAwake?.();
      else letSleep();
    } catch (error) {
      log.error("Whether the computer has to be kept awake could not be found out", error);
    }
    clearTimeout(timer);
    // Without such a schedule nothing is looked at until one is made.
    if (!stopped && schedules.keepingAwake().length > 0) timer = setTimeout(refresh, lookEveryMs);
  };

  const letSleep = (): void => {
    release?.();
    release = undefined;
  };

  const lookUntilDone = async (): Promise<void> => {
    while (again) {
      again = false;
      await look();
    }
  };

  const refresh = (): void => {
    if (stopped || !machine.keepAwake) return;
    again = true;
    looking ??= lookUntilDone().finally(() => {
      looking = undefined;
    });
  };

  return {
    /** A schedule, a run or the machine's power may have changed. */
    refresh,
    start: (): void => {
      stopped = false;
      refresh();
    },
    /** Lets the machine sleep again. */
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await looking;
      letSleep();
    },
  };
}

export type Awake = ReturnType<typeof createAwake>;
