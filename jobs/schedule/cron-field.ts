/**
 * The numbers from `low` to `high` that a field of a valid pattern takes in, where it has numbers, `*`, `?`, ranges and steps
 * only; undefined with names, `L`, `W` or `#`. 7 is 0 among the days of the week.
 */
export function fieldValues(field: string, low: number, high: number): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:[*?]|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/.exec(part);
    if (!match) return undefined;
    const [, from = low, to = match[1] ?? high, step = 1] = match;
    for (let value = Number(from); value <= Number(to); value += Number(step))
      values.add(value > high ? value - high - 1 + low : value);
  }
  return values;
}

/** Whether a field of a valid pattern takes in every number, however that is written: `*`, `0-23`, a step of 1, a list. */
export function takesAll(field: string, low: number, high: number): boolean {
  return fieldValues(field, low, high)?.size === high - low + 1;
}
