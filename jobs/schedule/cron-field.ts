export type Bounds = {
  readonly low: number;
  readonly high: number;
  /** The number above `high` that also stands for `low`: Sunday is 0 and 7. */
  readonly alias?: number;
};

/** The fields of a pattern by name, each with the numbers that it may have. */
export const cronFields = {
  second: { low: 0, high: 59 },
  minute: { low: 0, high: 59 },
  hour: { low: 0, high: 23 },
  day: { low: 1, high: 31 },
  month: { low: 1, high: 12 },
  weekday: { low: 0, high: 6, alias: 7 },
} as const satisfies Record<string, Bounds>;

/**
 * The numbers that a field takes in, ascending, where it has numbers, `*`, `?`, ranges and steps only.
 *
 * @returns undefined with names, `L`, `W` or `#`, and where croner finds a mistake
 */
export function fieldValues(field: string, { low, high, alias = high }: Bounds): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:[*?](?:\/(\d{1,2}))?|(\d{1,2})(?:-(\d{1,2})(?:\/(\d{1,2}))?)?)$/.exec(part);
    if (!match) return undefined;
    const [, starStep, first, last = first, rangeStep] = match;
    const [from, to, step] = [Number(first ?? low), Number(last ?? high), Number(starStep ?? rangeStep ?? 1)];
    if (from < low || to > alias || from > to || step < 1 || step > high - low + 1) return undefined;
    for (let value = from; value <= to; value += step) values.add(value > high ? low : value);
  }
  return [...values].sort((left, right) => left - right);
}

/** Whether a field takes in every number, however that is written: `*`, `0-23`, a step of 1, a list. */
export function takesAll(field: string, bounds: Bounds): boolean {
  return fieldValues(field, bounds)?.length === bounds.high - bounds.low + 1;
}
