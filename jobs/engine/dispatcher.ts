import type { Clock } from "../model/clock.ts";
import type { StoredError } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Run } from "../model/run.ts";
import type { ClaimOptions, Queue } from "../queue/queue.ts";
import type { KnownTask } from "./known-task.ts";
import type { LiveRuns } from "./live-runs.ts";

/** The clock may jump and a timer may sleep with the machine: what waits for a time is looked at this often. */
const longestSleepMs = 30_000;

const heldBack: StoredError = { code: "INTERRUPTED", message: "The host stopped claiming before this run began." };

export type DispatcherOptions = {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly live: LiveRuns;
  /** Runs that this host works on at once. */
  readonly concurrency: () => Promise<number>;
  readonly isPaused: () => boolean;
  /** When the pause ends by itself; null when it does not. */
  readonly pausedUntil: () => number | null;
  readonly pausedTasks: () => ReadonlySet<string>;
  readonly onPauseEnded: () => void;
  /** Runs of a task with one concurrency key at once, where it is not 1. */
  readonly perKey: () => ReadonlyMap<string, number>;
  /**
   * Executes a claimed run and records how it ended; never rejects. `onFree` is called when its place is free, which is
   * before the record is on disk: the record and the claim of the next run then share a transaction.
   */
  readonly work: (run: Run, onFree: () => void) => Promise<void>;
};

/**
 * Claims runs whenever there is something to claim and a place for it: after a run was queued, after one ended, and
 * when the next one that waits for a time is due. It never polls.
 */
export function createDispatcher(options: DispatcherOptions) {
  const { queue, clock, live, log } = options;
  const working = new Set<Promise<void>>();
  const ahead = createAhead();
  let timer: NodeJS.Timeout | undefined;
  let pumping = false;
  let pumped: Promise<void> = Promise.resolve();
  let again = false;
  let stopped = false;
  let wasPaused = false;
  let lastConcurrency = 1;

  const kick = () => {
    if (stopped) return;
    again = true;
    if (!pumping) pumped = pump();
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
    if (wasPaused) return giveBack();
    const concurrency = await options.concurrency();
    lastConcurrency = concurrency;
    beginHeld(concurrency);
    if (wanted(concurrency).limit <= 0) return;
    const claimed = await queue.claim(() => wanted(concurrency));
    for (const run of claimed) ahead.add(run);
    // Stopped meanwhile: nobody would begin them.
    if (stopped) return giveBack();
    beginHeld(concurrency);
  };

  /** What there are places for now, and what is wished for ahead. */
  const wanted = (concurrency: number): ClaimOptions => {
    const capacity = freePlaces();
    // Between the wish and the claim the user may have paused everything.
    if (stopped || options.isPaused()) return { limit: 0, capacity, now: clock.now() };
    const more = wishedAhead();
    const limit = Math.max(0, Math.min(concurrency - live.size(), sum(capacity.values()))) + sum(more.values());
    for (const [taskId, ahead] of more) capacity.set(taskId, (capacity.get(taskId) ?? 0) + ahead);
    return { limit, capacity, perKey: options.perKey(), now: clock.now() };
  };

  /** Begins what is claimed, as far as there are places. */
  const beginHeld = (concurrency: number) => {
    const free = freePlaces();
    for (const run of ahead.all()) {
      if (stopped || live.size() >= concurrency) return;
      const places = free.get(run.taskId) ?? 0;
      if (places <= 0) continue;
      free.set(run.taskId, places - 1);
      ahead.remove(run.id);
      begin(run);
    }
  };

  /** How many more runs each task that wishes so may have claimed before there is a place for them. */
  const wishedAhead = (): ReadonlyMap<string, number> => {
    const wished = new Map<string, number>();
    for (const { id, claimAhead } of options.tasks.values()) {
      const held = ahead.countOf(id);
      // Only when half of them are used up: a claim for each single one would cost as much as none ahead.
      if (claimAhead > 0 && held <= claimAhead / 2 && !options.pausedTasks().has(id)) wished.set(id, claimAhead - held);
    }
    return wished;
  };

  /** What was claimed ahead and will not begin here waits again, as if it had never been claimed. */
  const giveBack = async () => {
    const back = { state: "retry", error: heldBack, dueAt: clock.now(), refund: true } as const;
    await Promise.all(ahead.takeAll().map((run) => queue.end(run.id, back, clock.now())));
  };

  const begin = (run: Run) => {
    live.add(run.id, run.taskId);
    const onFree = () => {
      live.remove(run.id);
      if (ahead.size() > 0) beginHeld(lastConcurrency);
      kick();
    };
    const work = options.work(run, onFree).finally(() => working.delete(work));
    working.add(work);
  };

  const freePlaces = (): Map<string, number> => {
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
    /** Ends a run that is claimed and has not begun; false when there is no such run. */
    cancelHeld: async (runId: string, error: StoredError): Promise<boolean> =>
      ahead.remove(runId) && queue.end(runId, { state: "cancelled", error }, clock.now()),
    /** Claims nothing more. */
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await pumped;
      await giveBack();
    },
    /** Resolves when every run that is under way has ended. */
    idle: async (): Promise<void> => {
      await pumped;
      await Promise.all(working);
    },
  };
}

/** Runs that are claimed and have not begun, in the order in which they were claimed. */
function createAhead() {
  const held = new Map<string, Run>();
  const counts = new Map<string, number>();
  const count = (taskId: string, by: number) => void counts.set(taskId, (counts.get(taskId) ?? 0) + by);
  const remove = (runId: string): boolean => {
    const run = held.get(runId);
    if (!run) return false;
    held.delete(runId);
    count(run.taskId, -1);
    return true;
  };
  return {
    add: (run: Run): void => {
      held.set(run.id, run);
      count(run.taskId, 1);
    },
    remove,
    all: () => held.values(),
    size: () => held.size,
    countOf: (taskId: string): number => counts.get(taskId) ?? 0,
    takeAll: (): readonly Run[] => {
      const runs = [...held.values()];
      for (const { id } of runs) remove(id);
      return runs;
    },
  };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
