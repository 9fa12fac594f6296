import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { idleTimer, type Timers } from "./idle-timer.ts";

/** What a start, or a window, leaves behind is cleared away when it has been quiet for so long. */
const quietMs = 5_000;

type CollectorOptions = {
  readonly timers: Timers;
  /** Default: V8's own collector. */
  readonly collect?: () => void;
};

/**
 * Gives the memory back that nobody needs any more. V8 collects when it wants to allocate; a program that only waits in the
 * tray allocates hardly anything, and would keep for hours what its start and its window took.
 */
export function createMemoryKeeper({ timers, collect = collectAll }: CollectorOptions) {
  const quiet = idleTimer(timers, collect);
  return {
    /** Something has ended: a start, a window. */
    tidySoon: (): void => quiet.start(quietMs),
    /** A window is wanted: nothing may hold it up. */
    notNow: quiet.stop,
  };
}

export type MemoryKeeper = ReturnType<typeof createMemoryKeeper>;

/** As V8 itself does when memory runs out: all garbage, the room for new objects, and what was compiled and is no longer used. */
function collectAll(): void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("globalThis.gc");
  // The flag was for this context alone: no other that is made later gets the function.
  setFlagsFromString("--no-expose-gc");
  if (typeof gc === "function") gc({ type: "major", execution: "sync", flavor: "last-resort" });
}

/**
 * A start runs nearly everything once, and some of it so often that V8 would optimize it: a compiler of some 5 MB comes into
 * memory for what is never that busy again. So a start does without it. To be called before anything else.
 *
 * @returns to be called when the start is over: from then on what is busy is optimized
 */
export function startUnoptimized(): () => void {
  setFlagsFromString("--no-opt");
  return () => setFlagsFromString("--opt");
}
