import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Run } from "../model/run.ts";
import type { ClaimOptions, Queue } from "../queue/queue.ts";
import type { Task } from "../sdk/task.ts";
import type { LiveRuns } from "./live-runs.ts";

/** The clock may jump and a timer may sleep with the machine: what waits for a time is looked at this often. */
const longestSleepMs = 30_000;

export type DispatcherOptions = {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly live: LiveRuns;
  /** Runs that this host works on at once. */
  readonly concurrency: () => Promise<number>;
  readonly isPaused: () => boolean;
  /** When the pause ends by itself; null when it does not. */
  readonly pausedUntil: () => number | null;
  readonly pausedTasks: () => ReadonlySet<string>;
  readonly onPauseEnded: () => void;
  /** Executes a claimed run to its end; never rejects. */
  readonly work: (run: Run) => Promise<void>;
};

/**
 * Claims runs whenever there is something to claim and a place for it: after a run was queued, after one ended, and
 * when the next one that waits for a time is due. It never polls.
 */
export function createDispatcher(options: DispatcherOptions) {
  const { queue, clock, live, log } = options;
  const working = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let pumping = false;
  let again = false;
  let stopped = false;
  let wasPaused = false;

  const kick = () => {
    if (stopped) return;
    again = true;
    if (!pumping) void pump();
  };

  const pump = async () => {
    pumping = true;
    while (again && !stopped) {
      again = false;
      try {
        await claimAll();
        await arm();
      } catch (error) {
        // For example a full disk. What waits goes on waiting; it is tried again with the next timer.
        log.error("Claiming runs failed; trying again in 5 s", error);
        wakeIn(5_000);
      }
    }
    pumping = false;
  };

  const claimAll = async () => {
    if (pauseEnded()) options.onPauseEnded();
    if (wasPaused) return;
    const limit = (await options.concurrency()) - live.size();
    const capacity = freePlaces();
    if (limit <= 0 || capacity.size === 0) return;
    for (const run of await claimStarted({ limit, capacity, now: clock.now() })) begin(run);
  };

  const claimStarted = async (claim: ClaimOptions): Promise<readonly Run[]> => (stopped ? [] : queue.claim(claim));

  const begin = (run: Run) => {
    live.add(run.id, run.taskId);
    const work = options.work(run).finally(() => {
      live.remove(run.id);
      working.delete(work);
      kick();
    });
    working.add(work);
  };

  const freePlaces = (): ReadonlyMap<string, number> => {
    const paused = options.pausedTasks();
    const places = new Map<string, number>();
    for (const task of options.tasks.values()) {
      const free = task.concurrencyLimit - live.countOf(task.id);
      if (free > 0 && !paused.has(task.id)) places.set(task.id, free);
    }
    return places;
  };

  const pauseEnded = (): boolean => {
    const before = wasPaused;
    wasPaused = options.isPaused();
    return before && !wasPaused;
  };

  const arm = async () => {
    const nextAt = wasPaused ? options.pausedUntil() : await queue.nextDueAt();
    if (nextAt !== null) wakeIn(nextAt - clock.now());
  };

  const wakeIn = (waitMs: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(kick, Math.min(Math.max(waitMs, 0), longestSleepMs));
  };

  return {
    /** Something may be claimable now. */
    kick,
    /** Claims nothing more. */
    stop: (): void => {
      stopped = true;
      clearTimeout(timer);
    },
    /** Resolves when every run that is under way has ended. */
    idle: async (): Promise<void> => void (await Promise.all(working)),
  };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
