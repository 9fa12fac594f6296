/** One figure, with the goal that it is held against. */
export type Measure = {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "x" | "MiB" | "per s" | "%";
  readonly goal: number;
  /** Whether a value above or below the goal is good. */
  readonly better: "lower" | "higher";
  readonly met: boolean;
};

export type Bench = { readonly name: string; readonly run: (options: BenchOptions) => Promise<readonly Measure[]> };

/** `quick` keeps the whole bench under a minute by working on less. */
export type BenchOptions = { readonly quick: boolean };

export function measure(values: Omit<Measure, "met">): Measure {
  const met = values.better === "lower" ? values.value <= values.goal : values.value >= values.goal;
  return { ...values, value: Number(values.value.toPrecision(4)), met };
}

/** Milliseconds of the slowest of a hundred calls, after ten that warm up. */
export function slowestMs(call: () => unknown, calls = 100): number {
  for (let warm = 0; warm < 10; warm++) call();
  let slowest = 0;
  for (let index = 0; index < calls; index++) {
    const started = performance.now();
    call();
    slowest = Math.max(slowest, performance.now() - started);
  }
  return slowest;
}

/** Milliseconds of the median of several calls. */
export function medianMs(call: () => unknown, calls = 100): number {
  const times = Array.from({ length: calls }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return times[Math.floor(calls / 2)] ?? 0;
}
