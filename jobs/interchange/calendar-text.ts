import { validateZone } from "../schedule/zones.ts";
import { calendarValues } from "./calendar-fields.ts";

/*
 * A systemd calendar expression (systemd.time(7)), taken apart: "Mon..Fri *-*-* 08:00 Europe/Berlin". Null stands for all.
 */

type Values = ReadonlySet<number> | null;

export type Calendar = {
  readonly years: Values;
  readonly months: Values;
  readonly days: Values;
  /** Days are counted from the end of the month: 1 is the last one. */
  readonly fromEnd: boolean;
  /** 0 is Sunday. */
  readonly weekdays: Values;
  readonly hours: Values;
  readonly minutes: Values;
  readonly seconds: Values;
  /** IANA name; undefined where the expression has none. */
  readonly zone: string | undefined;
};

const shorthands: ReadonlyMap<string, string> = new Map(
  Object.entries({
    minutely: "*-*-* *:*:00",
    hourly: "*-*-* *:00:00",
    daily: "*-*-* 00:00:00",
    monthly: "*-*-01 00:00:00",
    weekly: "Mon *-*-* 00:00:00",
    yearly: "*-01-01 00:00:00",
    annually: "*-01-01 00:00:00",
    anually: "*-01-01 00:00:00",
    quarterly: "*-01,04,07,10-01 00:00:00",
    biannually: "*-01,07-01 00:00:00",
    "bi-annually": "*-01,07-01 00:00:00",
    semiannually: "*-01,07-01 00:00:00",
    "semi-annually": "*-01,07-01 00:00:00",
  }),
);

/** Taken apart; a text says why it cannot be. */
export function parseCalendar(text: string): Calendar | string {
  if (text.length > 1_000) return `it has ${text.length} characters, and no calendar expression is so long`;
  const zoned = withoutZone(text.trim());
  const words = (shorthands.get(zoned.rest.toLowerCase()) ?? zoned.rest).split(/ +/);
  if (words[0]?.startsWith("@")) return epoch(words, zoned.zone);
  const weekdays = /^[a-z]/i.test(words[0] ?? "") ? weekdaysOf(words.shift() ?? "") : null;
  if (typeof weekdays === "string") return weekdays;
  const date = words[0]?.includes(":") ? "*-*-*" : (words.shift() ?? "*-*-*");
  const time = words.shift() ?? "00:00:00";
  if (words.length > 0) return `"${words.join(" ").slice(0, 40)}" is neither a day, a time nor a time zone`;
  const parts = { ...dateOf(date), ...timeOf(time) };
  const read: Partial<Record<keyof typeof fields, Values>> = {};
  for (const [name, field] of Object.entries(fields)) {
    const key = name as keyof typeof fields;
    const value = parts[key];
    if (value === undefined) return `"${text.slice(0, 60)}" cannot be understood`;
    const values = calendarValues(value, { ...field, fromEnd: key === "days" && date.includes("~") });
    if (typeof values === "string") return values;
    read[key] = values;
  }
  const { years = null, months = null, days = null, hours = null, minutes = null, seconds = null } = read;
  return { years, months, days, hours, minutes, seconds, weekdays, fromEnd: date.includes("~"), zone: zoned.zone };
}

const fields = {
  years: { low: 1970, high: 2199 },
  months: { low: 1, high: 12 },
  days: { low: 1, high: 31 },
  hours: { low: 0, high: 23 },
  minutes: { low: 0, high: 59 },
  seconds: { low: 0, high: 59 },
} as const;

type Parts = Partial<Record<keyof typeof fields, string | undefined>>;

function dateOf(text: string): Parts {
  const match = /^(?:([^-~]+)-)?([^-~]+)[-~]([^-~]+)$/.exec(text);
  return match ? { years: match[1] ?? "*", months: match[2], days: match[3] } : {};
}

function timeOf(text: string): Parts {
  const [hours, minutes, seconds = "00", more] = text.split(":");
  // A fraction of nothing is none.
  const whole = seconds.replace(/\.0+(?=$|[,/])/g, "");
  return more === undefined ? { hours, minutes, seconds: whole } : {};
}

function withoutZone(text: string): { readonly rest: string; readonly zone: string | undefined } {
  const match = /^(.*\S)\s+(\S+)$/.exec(text);
  const [, rest = "", last = ""] = match ?? [];
  if (/^utc$/i.test(last)) return { rest, zone: "UTC" };
  // A weekday alone is no zone, and a zone has no such signs in it.
  if (!match || !/^[A-Za-z][\w+\-/]*$/.test(last) || !validateZone(last).ok) return { rest: text, zone: undefined };
  return { rest, zone: last };
}

/** `@1395716396`: a moment in seconds since 1970. */
function epoch(words: readonly string[], zone: string | undefined): Calendar | string {
  const seconds = Number(/^@(\d{1,11})$/.exec(words.join(" "))?.[1] ?? Number.NaN);
  if (!Number.isFinite(seconds) || zone !== undefined) return `"${words.join(" ").slice(0, 40)}" cannot be understood`;
  const date = new Date(seconds * 1_000);
  const one = (value: number) => new Set([value]);
  return {
    ...{ years: one(date.getUTCFullYear()), months: one(date.getUTCMonth() + 1), days: one(date.getUTCDate()) },
    ...{ hours: one(date.getUTCHours()), minutes: one(date.getUTCMinutes()), seconds: one(date.getUTCSeconds()) },
    ...{ weekdays: null, fromEnd: false, zone: "UTC" },
  };
}

/** As systemd counts them: the week begins on Monday. */
const dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function weekdaysOf(text: string): ReadonlySet<number> | null | string {
  const values = new Set<number>();
  const wrong = `"${text.slice(0, 40)}" is neither a day of the week nor a known word`;
  for (const part of text.toLowerCase().replace(/,$/, "").split(",")) {
    const [first = "", last = first, more] = part.split(/\.\.|-/);
    const [from, to] = [dayNumber(first), dayNumber(last)];
    if (more !== undefined || from < 0 || to < 0) return wrong;
    if (from > to) return `"${part}" goes backwards`;
    for (let day = from; day <= to; day++) values.add((day + 1) % 7);
  }
  return values.size === 7 ? null : values;
}

function dayNumber(text: string): number {
  return dayNames.findIndex((name) => name === text || name.slice(0, 3) === text);
}
