import type { PolicyChange } from "../model/schedule.ts";
import { instantOf } from "../schedule/wall-clock.ts";
import { type Calendar, parseCalendar } from "./calendar-text.ts";
import { listed, stepOf } from "./cron-fields.ts";

export type CalendarTimes =
  | { readonly ok: true; readonly when: string; readonly zone: string; readonly policies: PolicyChange }
  | { readonly ok: false; readonly reason: string };

/**
 * A systemd calendar expression as a schedule that fires at the same times. `zone` is for one that names none. A reason where
 * no pattern of ours can say it, which is better than nearly.
 */
export function calendarTimes(text: string, zone: string): CalendarTimes {
  const parsed = parseCalendar(text);
  if (typeof parsed === "string") return refuse(parsed);
  const calendar = { ...parsed, zone: parsed.zone ?? zone };
  const once = onceOf(calendar);
  if (once !== undefined) return once;
  const years = yearsOf(calendar);
  if (typeof years === "string") return refuse(years);
  const days = daysOf(calendar);
  if (typeof days === "string") return refuse(days);
  const { seconds, minutes, hours, months } = calendar;
  const second = seconds?.size === 1 && seconds.has(0) ? "" : `${clock(seconds, 59)} `;
  const month = months === null ? "*" : listed(months, 1, 12);
  const when = `${second}${clock(minutes, 59)} ${clock(hours, 23)} ${days.day} ${month} ${days.weekday}`;
  if (when.length > 500) return refuse("it names more single times than a pattern can hold");
  return { ok: true, when, zone: calendar.zone, policies: years };
}

type Zoned = Calendar & { readonly zone: string };

function refuse(reason: string): CalendarTimes {
  return { ok: false, reason };
}

function clock(values: ReadonlySet<number> | null, high: number): string {
  if (values === null) return "*";
  return (values.size > 2 ? stepOf(values, 0, high) : undefined) ?? listed(values, 0, high);
}

/** A single moment, such as 2026-12-24 18:00; undefined when it is none. */
function onceOf(calendar: Zoned): CalendarTimes | undefined {
  const { years, months, days, fromEnd, hours, minutes, seconds, weekdays, zone } = calendar;
  const sets = [years, months, days, hours, minutes, seconds];
  const values = sets.flatMap((set) => (set?.size === 1 ? [...set] : []));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = values;
  if (values.length < 6) return undefined;
  const date = fromEnd ? new Date(Date.UTC(year, month, 1 - day)) : new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) return refuse("there is no such day");
  if (weekdays && !weekdays.has(date.getUTCDay())) return refuse("that date is no such day of the week");
  const two = (value: number) => String(value).padStart(2, "0");
  const when = `${date.toISOString().slice(0, 10)}T${two(hour)}:${two(minute)}:${two(second)}`;
  return { ok: true, when, zone, policies: {} };
}

/** A pattern has no years: they become the first and the last moment at which it counts. */
function yearsOf({ years, zone }: Zoned): PolicyChange | string {
  if (years === null) return {};
  const [from, to] = [Math.min(...years), Math.max(...years)];
  if (years.size !== to - from + 1) return "no schedule can leave out years in between";
  return {
    validFrom: Math.max(0, instantOf(Date.UTC(from, 0, 1), zone)),
    validUntil: Math.max(0, instantOf(Date.UTC(to + 1, 0, 1), zone) - 1),
  };
}

/** systemd wants both the date and the day of the week to fit, which a + says to us. */
function daysOf({
  days,
  weekdays,
  months,
  fromEnd,
}: Zoned): { readonly day: string; readonly weekday: string } | string {
  const weekday = weekdays === null ? "*" : listed(weekdays, 0, 6);
  const and = weekday === "*" ? "*" : `+${weekday}`;
  if (days === null) return { day: "*", weekday };
  if (!fromEnd) {
    const day = listed(days, 1, 31);
    return { day, weekday: day === "*" ? weekday : and };
  }
  const isLast = days.size === 1 && days.has(1);
  if (isLast) return { day: "L", weekday: and };
  const isLastWeek = days.size === 7 && Math.max(...days) === 7;
  if (isLastWeek && weekdays?.size === 1) return { day: "*", weekday: `${[...weekdays][0]}#L` };
  const lengths = new Set(
    [...(months ?? [2])].map((month) => (month === 2 ? 0 : new Date(Date.UTC(2026, month, 0)).getUTCDate())),
  );
  const [length = 0] = lengths;
  if (lengths.size !== 1 || length === 0)
    return "no pattern counts days from the end of months of different lengths, but for the last day, or the last such day of the week";
  return { day: listed(new Set([...days].map((value) => length - value + 1)), 1, 31), weekday: and };
}
