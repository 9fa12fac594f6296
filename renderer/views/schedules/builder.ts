import { onDemand } from "../../../jobs/model/schedule.ts";

/**
 * The times that most people want, as a few fields; every one of them stands for exactly one pattern, and back. What no
 * field can say stays a pattern.
 */
export type Simple =
  /** `byClock`: at round times of the clock; else counted from when the schedule was made. */
  | { readonly kind: "every"; readonly count: number; readonly unit: Unit; readonly byClock: boolean }
  | { readonly kind: "daily"; readonly time: string }
  | { readonly kind: "weekdays"; readonly time: string }
  /** Days from 0 (Sunday) to 6, in order, at least one. */
  | { readonly kind: "weekly"; readonly days: readonly number[]; readonly time: string }
  | { readonly kind: "monthly"; readonly on: MonthDay; readonly time: string }
  /** `date` as 2026-12-24. */
  | { readonly kind: "once"; readonly date: string; readonly time: string }
  /** Never by itself. */
  | { readonly kind: "demand" };

export type Unit = "minutes" | "hours" | "days";

export type SimpleKind = Simple["kind"];

export type MonthDay =
  | { readonly by: "day"; readonly day: number }
  | { readonly by: "last-day" }
  /** `nth` from 1 to 4, or "last". */
  | { readonly by: "weekday"; readonly nth: number | "last"; readonly weekday: number };

/** Days go evenly into nothing: a month has as many as it has. */
const wholeOf = { minutes: 60, hours: 24, days: 0 } as const;
const most = { minutes: 1_000, hours: 1_000, days: 366 } as const;

/** Whether a step goes evenly into its hour or day, so that it can be kept by the clock. */
export function canBeByClock(count: number, unit: Unit): boolean {
  return count >= 1 && count < wholeOf[unit] && wholeOf[unit] % count === 0;
}

/** The pattern of it; null while something is missing or out of range. */
export function patternOf(simple: Simple): string | null {
  if (simple.kind === "every") return everyPattern(simple);
  if (simple.kind === "demand") return onDemand;
  const time = timeOf(simple.time);
  if (!time) return null;
  const clock = `${time.minute} ${time.hour}`;
  switch (simple.kind) {
    case "daily":
      return `${clock} * * *`;
    case "weekdays":
      return `${clock} * * 1-5`;
    case "weekly":
      return simple.days.length === 0 ? null : `${clock} * * ${weekField(simple.days)}`;
    case "monthly":
      return monthlyPattern(clock, simple.on);
    case "once":
      return isDate(simple.date) ? `${simple.date}T${two(time.hour)}:${two(time.minute)}` : null;
  }
}

function everyPattern({ count, unit, byClock }: Extract<Simple, { kind: "every" }>): string | null {
  if (!Number.isInteger(count) || count < 1 || count > most[unit]) return null;
  if (!byClock) return `every ${count}${unit.charAt(0)}`;
  if (!canBeByClock(count, unit)) return null;
  const step = count === 1 ? "*" : `*/${count}`;
  return unit === "minutes" ? `${step} * * * *` : `0 ${step} * * *`;
}

function monthlyPattern(clock: string, on: MonthDay): string | null {
  if (on.by === "last-day") return `${clock} L * *`;
  if (on.by === "weekday") return `${clock} * * ${on.weekday}#${on.nth === "last" ? "L" : on.nth}`;
  return Number.isInteger(on.day) && on.day >= 1 && on.day <= 31 ? `${clock} ${on.day} * *` : null;
}

/** What the fields say for a pattern; null for one that they cannot say. */
export function simpleOf(pattern: string): Simple | null {
  const tidy = pattern.trim().replace(/\s+/g, " ");
  if (tidy.toLowerCase() === onDemand) return { kind: "demand" };
  const interval = intervalOf(tidy);
  if (interval) return patternOf(interval) === null ? null : interval;
  const found = everyOf(tidy) ?? onceOf(tidy) ?? cronOf(tidy);
  // Only what comes out again as it went in: "7" for Sunday and "030" mean the same, and are left as they were written.
  return found && patternOf(found) === tidy ? found : null;
}

const units: Readonly<Record<string, Unit>> = { m: "minutes", h: "hours", d: "days" };

/** "every 10m" and "every 10 minutes" are one interval, as the host reads them. */
function intervalOf(pattern: string): Simple | null {
  const written = /^every (?:(\d{1,4}) ?)?(?:(m)(?:in(?:ute)?s?)?|(h)(?:ours?)?|(d)(?:ays?)?)$/i.exec(pattern);
  if (!written) return null;
  const [, count = "1", ...letters] = written;
  const unit = units[letters.join("").toLowerCase()];
  return unit === undefined ? null : { kind: "every", count: Number(count), unit, byClock: false };
}

function everyOf(pattern: string): Simple | null {
  const minutes = /^\*(?:\/(\d{1,2}))? \* \* \* \*$/.exec(pattern);
  if (minutes) return { kind: "every", count: Number(minutes[1] ?? 1), unit: "minutes", byClock: true };
  const hours = /^0 \*(?:\/(\d{1,2}))? \* \* \*$/.exec(pattern);
  return hours && { kind: "every", count: Number(hours[1] ?? 1), unit: "hours", byClock: true };
}

function onceOf(pattern: string): Simple | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(pattern) ?? [];
  return date === undefined || time === undefined ? null : { kind: "once", date, time };
}

function cronOf(pattern: string): Simple | null {
  const [, minute, hour, day, weekday] = /^(\d{1,2}) (\d{1,2}) (\S+) \* (\S+)$/.exec(pattern) ?? [];
  if (minute === undefined || hour === undefined || day === undefined || weekday === undefined) return null;
  const time = `${two(Number(hour))}:${two(Number(minute))}`;
  if (day === "*" && weekday === "*") return { kind: "daily", time };
  if (day === "*" && weekday === "1-5") return { kind: "weekdays", time };
  if (day === "*" && /^[0-6](,[0-6])*$/.test(weekday))
    return { kind: "weekly", days: weekday.split(",").map(Number), time };
  if (day === "L" && weekday === "*") return { kind: "monthly", on: { by: "last-day" }, time };
  if (/^\d{1,2}$/.test(day) && weekday === "*") return { kind: "monthly", on: { by: "day", day: Number(day) }, time };
  const [, name, nth] = /^([0-6])#([1-4]|L)$/.exec(day === "*" ? weekday : "") ?? [];
  if (name === undefined || nth === undefined) return null;
  return {
    ...{ kind: "monthly", time },
    on: { by: "weekday", nth: nth === "L" ? "last" : Number(nth), weekday: Number(name) },
  };
}

/** "7:30", "07:30", "730", "7"; undefined for what no clock shows. */
export function timeOf(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const [, hour, minute = "0"] = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return { hour: Number(hour), minute: Number(minute) };
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** Five days from Monday on are the weekdays, which have a kind of their own: here they are spelled out. */
function weekField(days: readonly number[]): string {
  return [...new Set(days)].sort((left, right) => left - right).join(",");
}

/** The same times as another kind, as far as that can be said. */
export function asKind(simple: Simple | null, kind: SimpleKind, today: string): Simple {
  const time = simple && "time" in simple ? simple.time : "09:00";
  switch (kind) {
    case "every":
      return { kind, count: 15, unit: "minutes", byClock: true };
    case "daily":
    case "weekdays":
      return { kind, time };
    case "weekly":
      return { kind, days: simple?.kind === "weekdays" ? [1, 2, 3, 4, 5] : [1], time };
    case "monthly":
      return { kind, on: { by: "day", day: 1 }, time };
    case "once":
      return { kind, date: today, time };
    case "demand":
      return { kind };
  }
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
