import { expandPattern } from "../schedule/cron-pattern.ts";
import { listed, months, stepOf, weekdays } from "./cron-fields.ts";

export type CrontabTimes =
  | { readonly ok: true; readonly times: string }
  | { readonly ok: false; readonly reason: string };

/** `times`: the five fields with which cron fires at the same minutes. A reason when there are none. */
export function crontabTimes(when: string): CrontabTimes {
  const typed = when.trim();
  if (/^every\s/i.test(typed))
    return refuse("it counts elapsed time from when it was made, and a crontab has only the clock");
  if (/^\d{4}-/.test(typed)) return refuse("it fires once, and a crontab has no year");
  const fields = expandPattern(typed).split(" ");
  if (fields.length === 6 && fields.shift() !== "0")
    return refuse("it fires at other seconds than the first, and a crontab has none");
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const sets = {
    minute: valuesOf(minute, { low: 0, high: 59, names: [] }),
    hour: valuesOf(hour, { low: 0, high: 23, names: [] }),
    day: valuesOf(day, { low: 1, high: 31, names: [] }),
    month: valuesOf(month, { low: 1, high: 12, names: months }),
    weekday: valuesOf(weekday.replace(/^\+/, ""), { low: 0, high: 7, names: weekdays.slice(0, 7) }),
  };
  if (!sets.minute || !sets.hour || !sets.day || !sets.month || !sets.weekday)
    return refuse("its pattern has what a crontab does not have (L, W, #, ?)");
  const sundayIsZero = new Set([...sets.weekday].map((value) => value % 7));
  const both = weekday.startsWith("+") || day === "*" || weekday === "*";
  const days = dayFields(sets.day, sundayIsZero, both);
  if (!days) return refuse("a crontab cannot ask for a day of the month and a day of the week at the same time");
  const times = `${written(minute, sets.minute, 0, 59)} ${written(hour, sets.hour, 0, 23)}`;
  return { ok: true, times: `${times} ${days.day} ${written(month, sets.month, 1, 12)} ${days.weekday}` };
}

function refuse(reason: string): CrontabTimes {
  return { ok: false, reason };
}

/** cron joins the two with "and" as soon as one of them begins with a star, else with "or". */
function dayFields(days: ReadonlySet<number>, weekdaysOf: ReadonlySet<number>, both: boolean) {
  const [day, weekday] = [listed(days, 1, 31), listed(weekdaysOf, 0, 6)];
  const isOpen = day === "*" || weekday === "*";
  if (isOpen) return both ? { day, weekday } : { day: "*", weekday: "*" };
  if (!both) return { day, weekday };
  const dayStep = stepOf(days, 1, 31);
  if (dayStep !== undefined) return { day: dayStep, weekday };
  const weekdayStep = stepOf(weekdaysOf, 0, 6);
  return weekdayStep === undefined ? undefined : { day, weekday: weekdayStep };
}

function written(text: string, values: ReadonlySet<number>, low: number, high: number): string {
  return /^\*\/\d+$/.test(text) ? text : listed(values, low, high);
}

type Range = { readonly low: number; readonly high: number; readonly names: readonly string[] };

function valuesOf(text: string, range: Range): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const bounds = boundsOf(part, range);
    if (!bounds) return undefined;
    const { from, to, step } = bounds;
    if (!(from >= range.low && to <= range.high && from <= to && step >= 1)) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function boundsOf(part: string, { low, high, names }: Range) {
  const match = /^(?:(\*)|(\d+|[a-z]{3})(?:-(\d+|[a-z]{3}))?)(?:\/(\d+))?$/i.exec(part);
  if (!match) return undefined;
  const [, star, first = "", last, by] = match;
  const step = by === undefined ? 1 : Number(by);
  if (star) return { from: low, to: high, step };
  const number = (word: string) => {
    const named = names.indexOf(word.toLowerCase());
    return named >= 0 ? named + low : Number(word);
  };
  const from = number(first);
  // Of a step without a range, crons think differently.
  if (last === undefined) return by === undefined ? { from, to: from, step } : undefined;
  // croner reads the Sunday at the end of a range as 7, also that of "sun-sun".
  return { from, to: last.toLowerCase() === "sun" ? 7 : number(last), step };
}
