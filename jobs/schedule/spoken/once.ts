import { instantOf, wallAt } from "../wall-clock.ts";
import type { ClockTime } from "./clock-times.ts";
import { monthOf, numberOf, weekdayOf } from "./vocabulary.ts";

/** Now, and whose clocks are meant. */
export type Spoken = { readonly now: number; readonly zone: string };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "in 2 hours" as a time; undefined for other words. What is not counted in seconds begins with a minute. */
export function afterSome(phrase: string, { now, zone }: Spoken): string | undefined {
  const [, much = "", unit = ""] =
    /^in\s+([a-z\d]+)\s*(?:an?\s+)?([a-z]+)$/.exec(phrase.replace("half an", "half")) ?? [];
  const unitMs = unitOf(unit);
  const count = much === "half" ? 0.5 : numberOf(much);
  if (unitMs === undefined || count === undefined) return undefined;
  const step = unitMs < minute ? 1_000 : minute;
  return written(Math.ceil((now + count * unitMs) / step) * step, zone);
}

function unitOf(name: string): number | undefined {
  if (/^(?:s|secs?|seconds?)$/.test(name)) return 1_000;
  if (/^(?:m|mins?|minutes?)$/.test(name)) return minute;
  if (/^(?:h|hrs?|hours?)$/.test(name)) return hour;
  if (/^(?:d|days?)$/.test(name)) return day;
  return /^weeks?$/.test(name) ? 7 * day : undefined;
}

/** On the wall's clock, unless it shows that twice and the other one is meant. */
function written(at: number, zone: string): string {
  const wall = wallAt(at, zone);
  if (instantOf(wall, zone) !== at) return iso(at, "Z");
  return iso(wall, "");
}

function iso(ms: number, end: string): string {
  const text = new Date(ms).toISOString();
  return `${text.slice(0, ms % minute === 0 ? 16 : 19)}${end}`;
}

/** The one day that is meant by "tomorrow", "next friday" or "24 december", at this time; undefined for other words. */
export function onOneDay(phrase: string, { hour: h, minute: m }: ClockTime, spoken: Spoken): string | undefined {
  const wall = wallAt(spoken.now, spoken.zone);
  const today = Math.floor(wall / day) * day;
  const time = h * hour + m * minute;
  const words = phrase.replace(/^on\s+/, "").replace(/^the\s+/, "");
  if (words === "today") return iso(today + time, "");
  if (words === "tomorrow") return iso(today + day + time, "");
  const [, which, name = ""] = /^(this|next)\s+([a-z]+)$/.exec(words) ?? [];
  const weekday = weekdayOf(name);
  if (which !== undefined && weekday !== undefined) {
    const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
    return iso(today + (which === "next" && ahead === 0 ? 7 : ahead) * day + time, "");
  }
  const date = dateOf(words);
  return date && onDate(date, time, wall);
}

type DayOfYear = { readonly day: number; readonly month: number; readonly year: number | undefined };

/** "24 december", "dec 24th, 2026"; undefined for other words. */
export function dateOf(words: string): DayOfYear | undefined {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]+)(?:,?\s+(\d{4}))?$/.exec(words);
  const monthFirst = /^([a-z]+)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/.exec(words);
  const [dayText, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = monthOf(name ?? "");
  const dayNumber = Number(dayText);
  if (month === undefined || !(dayNumber >= 1 && dayNumber <= 31)) return undefined;
  return { day: dayNumber, month, year: year === undefined ? undefined : Number(year) };
}

/** Without a year: the next one in which there is such a day and it is not over. */
function onDate({ day: dayNumber, month, year }: DayOfYear, time: number, wall: number): string | undefined {
  const first = year ?? new Date(wall).getUTCFullYear();
  for (let tried = first; tried <= (year ?? first + 8); tried++) {
    const at = Date.UTC(tried, month - 1, dayNumber) + time;
    const exists = new Date(at).getUTCMonth() === month - 1;
    if (exists && (year !== undefined || at > wall)) return iso(at, "");
  }
  return undefined;
}
