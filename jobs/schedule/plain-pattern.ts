import { cronFields, fieldValues } from "./cron-field.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Patterns end with the year 3000, as croner's do. */
const lastMs = Date.UTC(3000, 0, 1);

type Values = { readonly [Name in keyof typeof cronFields]: readonly number[] };
/** Either of two days fires when both are given; a star that stands alone gives none. */
type Fields = Values & { readonly either: boolean };

/**
 * Searches a pattern of numbers, stars, ranges and steps, which nearly all are, without building what croner needs for its
 * whole dialect: that takes longer than all the rest of a search. A property test holds both to the same times.
 *
 * @param pattern five or six fields
 * @returns the search for the next wall time after one; undefined for a pattern that is not plain, or not valid
 */
export function plainPattern(pattern: string): ((wall: number) => number | null) | undefined {
  const fields = fieldsOf(pattern.split(" "));
  return fields && ((wall) => nextWall(fields, wall));
}

function fieldsOf(parts: readonly string[]): Fields | undefined {
  if (parts.length !== 6) return parts.length === 5 ? fieldsOf(["0", ...parts]) : undefined;
  const values: Partial<Record<keyof Values, readonly number[]>> = {};
  for (const [index, name] of names.entries()) {
    const found = fieldValues(parts[index] ?? "", cronFields[name]);
    if (!found) return undefined;
    values[name] = found;
  }
  return { ...(values as Values), either: !isStar(parts[3]) && !isStar(parts[5]) };
}

const names = ["second", "minute", "hour", "day", "month", "weekday"] as const;
const isStar = (part: string | undefined): boolean => part === "*" || part === "?";

function nextWall(fields: Fields, wall: number): number | null {
  const from = (Math.floor(wall / secondMs) + 1) * secondMs;
  const today = Math.floor(from / dayMs) * dayMs;
  const time = firesOn(fields, today) ? nextTimeOfDay(fields, from - today) : undefined;
  if (time !== undefined) return today + time;
  const date = nextDate(fields, today + dayMs);
  return date === null ? null : date + (nextTimeOfDay(fields, 0) ?? 0);
}

/** Milliseconds of the day, at `from` or later. */
function nextTimeOfDay(fields: Fields, from: number): number | undefined {
  for (const hour of fields.hour) {
    if ((hour + 1) * hourMs <= from) continue;
    for (const minute of fields.minute) {
      if (hour * hourMs + (minute + 1) * minuteMs <= from) continue;
      for (const second of fields.second) {
        const time = hour * hourMs + minute * minuteMs + second * secondMs;
        if (time >= from) return time;
      }
    }
  }
  return undefined;
}

/** The first midnight at `from` or later whose day fires. */
function nextDate(fields: Fields, from: number): number | null {
  for (let at = from; at < lastMs && at - from < longestGapMs; ) {
    if (firesOn(fields, at)) return at;
    const date = new Date(at);
    const isMonth = fields.month.includes(date.getUTCMonth() + 1);
    at = isMonth ? at + dayMs : startOfNextMonth(date);
  }
  return null;
}

/** Between two 29ths of February around a year that is no leap year although it could be one. */
const longestGapMs = 9 * 366 * dayMs;

function startOfNextMonth(date: Date): number {
  // Not Date.UTC, which takes the years 0 to 99 for those of the last century.
  return new Date(date).setUTCMonth(date.getUTCMonth() + 1, 1);
}

function firesOn({ day, month, weekday, either }: Fields, midnight: number): boolean {
  const date = new Date(midnight);
  if (!month.includes(date.getUTCMonth() + 1)) return false;
  const [isDay, isWeekday] = [day.includes(date.getUTCDate()), weekday.includes(date.getUTCDay())];
  return either ? isDay || isWeekday : isDay && isWeekday;
}
