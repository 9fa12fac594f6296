/** A slice should hold the writer no longer than this: far from the 50 ms that are the most that it may. */
const wantedMs = 12;
const smallest = 8;
const largest = 20_000;

export type SlicesOptions = {
  /** Milliseconds from a clock that never jumps. */
  readonly monotonic: () => number;
  /** Lets everything else go on for so long; returns at once when the work is to end. */
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Does long work in slices. Each is as large as the last ones took time: what a row costs is known only on the machine
 * that deletes it. Between two slices the event loop has as long for itself as the slice took.
 */
export function createSlices({ monotonic, pause, signal }: SlicesOptions) {
  let longestMs = 0;

  /** Calls `slice` with a size until it says that it is done, or the work is to end. */
  const run = async (slice: (size: number) => "more" | "done"): Promise<void> => {
    let size = 64;
    while (!signal.aborted) {
      const startedAt = monotonic();
      const state = slice(size);
      const tookMs = monotonic() - startedAt;
      longestMs = Math.max(longestMs, tookMs);
      size = nextSize(size, tookMs);
      await pause(Math.max(1, tookMs));
      if (state === "done") return;
    }
  };

  return { run, longestMs: () => longestMs };
}

export type Slices = ReturnType<typeof createSlices>;

/** Never more than twice the last one: a size that was cheap once may meet a checkpoint the next time. */
export function nextSize(size: number, tookMs: number): number {
  const fitting = Math.round((size * wantedMs) / Math.max(tookMs, 0.1));
  return Math.min(Math.max(Math.min(fitting, size * 2), smallest), largest);
}
