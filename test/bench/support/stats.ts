import { messageOf } from "../../../jobs/model/errors.ts";

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2)];
  return ((sorted[low] ?? Number.NaN) + (sorted[high] ?? Number.NaN)) / 2;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * The 99th percentile of the quietest of some batches: when the machine turns to something else for a while, that falls on
 * one batch and says nothing about what is measured.
 */
export function quietP99(batches: readonly (readonly number[])[]): number {
  return Math.min(...batches.map((batch) => quantile(batch, 0.99)));
}

/** Milliseconds that a call takes. */
export async function timed(call: () => unknown): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}

export type Rounds = {
  readonly rounds: number;
  /** After two rounds, no further one is begun when so many milliseconds are over: a busy machine has fewer. */
  readonly budgetMs: number;
};

/** As many as a quick bench has the time for, or a whole one. */
export function usualRounds(quick: boolean): Rounds {
  return quick ? { rounds: 3, budgetMs: 4_000 } : { rounds: 7, budgetMs: 10 * 60_000 };
}

/**
 * Takes every contestant's speed several times, one after the other in each round, so that what else the machine does
 * falls on all of them. One that throws is left out of the following rounds, with its reason.
 */
export async function alternate(
  { rounds, budgetMs }: Rounds,
  contestants: Readonly<Record<string, () => Promise<number>>>,
): Promise<Speeds> {
  const startedAt = performance.now();
  let taken = 0;
  const speeds = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
  const problems = new Map<string, string>();
  while (taken < Math.min(2, rounds) || (taken < rounds && performance.now() - startedAt < budgetMs)) {
    taken += 1;
    for (const [name, speed] of Object.entries(contestants)) {
      if (problems.has(name)) continue;
      try {
        speeds.get(name)?.push(await speed());
      } catch (error) {
        problems.set(name, messageOf(error));
      }
    }
  }
  return createSpeeds(speeds, problems);
}

export type Speeds = {
  /** The median; throws with the reason when the contestant failed. */
  readonly of: (name: string) => number;
  /** "A against B a second, median of so many rounds". */
  readonly words: (name: string, against: string) => string;
  /** The median of the rounds' ratios; throws when one of the two failed. */
  readonly ratio: (name: string, against: string) => number;
};

function createSpeeds(taken: ReadonlyMap<string, number[]>, problems: ReadonlyMap<string, string>): Speeds {
  const all = (name: string): readonly number[] => {
    const problem = problems.get(name);
    if (problem !== undefined) throw new Error(`${name} failed: ${problem}`);
    return taken.get(name) ?? [];
  };
  return {
    of: (name) => median(all(name)),
    words: (name, against) => {
      const rounds = all(name).length;
      const taken = rounds === 1 ? "one round" : `median of ${rounds} rounds`;
      return `${count(median(all(name)))} against ${count(median(all(against)))} a second, ${taken}`;
    },
    ratio: (name, against) => {
      const others = all(against);
      return median(all(name).map((speed, round) => speed / (others[round] ?? Number.NaN)));
    },
  };
}

/** A whole number with its thousands set apart. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
