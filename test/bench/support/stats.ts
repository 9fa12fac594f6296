export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that a call takes. */
export async function timed(call: () => unknown): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}

/**
 * Takes every contestant's speed several times, one after the other in each round, so that what else the machine does
 * falls on all of them. One that throws is left out of the following rounds, with its reason.
 */
export async function alternate(
  rounds: number,
  contestants: Readonly<Record<string, () => Promise<number>>>,
): Promise<Speeds> {
  const taken = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
  const problems = new Map<string, string>();
  for (let round = 0; round < rounds; round++)
    for (const [name, speed] of Object.entries(contestants)) {
      if (problems.has(name)) continue;
      try {
        taken.get(name)?.push(await speed());
      } catch (error) {
        problems.set(name, error instanceof Error ? error.message : String(error));
      }
    }
  return createSpeeds(taken, problems);
}

export type Speeds = {
  /** The median; throws with the reason when the contestant failed. */
  readonly of: (name: string) => number;
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
