/*
 * One part of a systemd calendar expression: `*`, `5`, `1..5`, `0/15`, `1..10/2`, lists of these. What is refused here is what
 * systemd's own parser refuses (calendarspec.c: chain_valid).
 */

export type CalendarField = {
  readonly low: number;
  readonly high: number;
  /** Counted from the end of the month (`~`). */
  readonly fromEnd?: boolean;
};

/** The values that fit; null for all of them (`*`), a text when it is none that systemd takes. */
export function calendarValues(text: string, field: CalendarField): ReadonlySet<number> | null | string {
  if (text === "*") return null;
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(\d{1,9})(?:\.\.(\d{1,9}))?(?:\/(\d{1,9}))?$/.exec(part);
    if (!match) return `"${part.slice(0, 40)}" cannot be understood`;
    const [, first = "", last, by] = match;
    const problem = addRange(
      values,
      { from: number(first, field), to: optional(last, field), step: optional(by) },
      field,
    );
    if (problem) return `"${part.slice(0, 40)}" ${problem}`;
  }
  return values;
}

function number(text: string, { low }: Pick<CalendarField, "low"> = { low: 0 }): number {
  const value = Number(text);
  // Years may have two digits.
  return low !== 1970 || value >= 100 ? value : value + (value < 70 ? 2_000 : 1_900);
}

function optional(text: string | undefined, field?: CalendarField): number | undefined {
  return text === undefined ? undefined : number(text, field);
}

type Range = { readonly from: number; readonly to: number | undefined; readonly step: number | undefined };

function addRange(values: Set<number>, { from, to, step = 0 }: Range, field: CalendarField): string | undefined {
  const { low, fromEnd = false } = field;
  // systemd counts at most 28 days from the end of a month.
  const high = fromEnd ? field.high - 3 : field.high;
  if (to !== undefined && to < from) return "goes backwards";
  const by = step || 1;
  // The last one that a step reaches is what counts: 20..25/3 ends at 23.
  const last = to === undefined ? from : to - ((to - from) % by);
  if (from < low || last > high) return `is out of range: ${low} to ${high}`;
  for (let value = from; value <= last; value += by) values.add(value);
  if (to !== undefined || step === 0) return undefined;
  if (from + step > high || (fromEnd && from - step < low)) return "has a step too large";
  // Without an end, a step goes on to the end of the month, year, day or hour: where days are counted from there, downwards.
  for (let value = from; value >= low && value <= field.high; value += fromEnd ? -step : step) values.add(value);
  return undefined;
}
