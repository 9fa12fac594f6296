import { JobdeckError } from "../model/errors.ts";
import { onDemand, type When } from "../model/schedule.ts";
import { cronPattern, expandPattern } from "./cron-pattern.ts";
import { cronProblem } from "./cron-problem.ts";
import { instantOf } from "./wall-clock.ts";

export type ParsedWhen =
  | { readonly ok: true; readonly when: When }
  | { readonly ok: false; readonly error: JobdeckError };

type Context = {
  /** What an interval is counted from: when the schedule was made. */
  readonly anchorAt: number;
  /** For a date without an offset of its own; default UTC. */
  readonly zone?: string;
};

/** A pattern that a person means is far shorter; judging must stay quick however long the text is. */
const longestPattern = 500;
const shortestIntervalMs = 1_000;
const longestIntervalMs = 366 * 86_400_000;

const units: readonly (readonly [RegExp, number])[] = [
  [/^(s|secs?|seconds?)$/, 1_000],
  [/^(m|mins?|minutes?)$/, 60_000],
  [/^(h|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
];

/**
 * Reads what a person types: a cron pattern with five or six fields, a nickname (`@daily`), `every 15m`, an ISO time, or
 * `on demand`.
 * What is wrong, or can never fire, is refused with the reason.
 */
export function parseWhen(text: string, context: Context): ParsedWhen {
  const typed = text.trim();
  if (typed === "") return refuse('The pattern is empty. Example: "0 7 * * 1-5" for weekdays at 7.');
  if (typed.length > longestPattern)
    return refuse(
      `The pattern has ${typed.length} characters; at most ${longestPattern} are allowed. Use several schedules.`,
    );
  if (typed.toLowerCase() === onDemand) return { ok: true, when: { kind: "demand" } };
  if (/^every\s/i.test(typed)) return parseInterval(typed, context.anchorAt);
  if (/^\d{4}-\d{2}-\d{2}/.test(typed)) return parseDate(typed, context.zone ?? "UTC");
  return keptCron(typed);
}

/** The last patterns that were judged: each due time of a schedule begins with its text. */
const maxKept = 256;
const kept = new Map<string, ParsedWhen>();

function keptCron(typed: string): ParsedWhen {
  const known = kept.get(typed);
  if (known) return known;
  const parsed = parseCron(typed);
  if (kept.size >= maxKept) kept.clear();
  kept.set(typed, parsed);
  return parsed;
}

function parseInterval(typed: string, anchorAt: number): ParsedWhen {
  const match = /^every\s+(\d+(?:\.\d+)?)?\s*([a-z]+)$/i.exec(typed);
  const unit = units.find(([names]) => names.test(match?.[2]?.toLowerCase() ?? ""))?.[1];
  const everyMs = Math.round(Number(match?.[1] ?? 1) * (unit ?? Number.NaN));
  if (!Number.isFinite(everyMs))
    return refuse(`"${typed}" cannot be understood. Write it like "every 15m", "every 2h" or "every 1d".`);
  if (everyMs < shortestIntervalMs || everyMs > longestIntervalMs)
    return refuse(`"${typed}" is out of range. The shortest interval is 1 second, the longest 366 days.`);
  return { ok: true, when: { kind: "interval", everyMs, anchorAt } };
}

function parseDate(typed: string, zone: string): ParsedWhen {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i.exec(
      typed,
    );
  const wall = match ? Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`) : Number.NaN;
  if (!match || !Number.isFinite(wall) || !new Date(wall).toISOString().startsWith(match[1] ?? ""))
    return refuse(
      `"${typed}" is no date. Write it like 2026-12-24T18:00, with Z or an offset such as +01:00 if you want one.`,
    );
  const at = match[3] === undefined ? instantOf(wall, zone) : wall - offsetMs(match[3]);
  return { ok: true, when: { kind: "once", at } };
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function parseCron(typed: string): ParsedWhen {
  const pattern = expandPattern(typed);
  if (pattern.startsWith("@"))
    return refuse(`There is no nickname "${typed}". Known: @hourly, @daily, @midnight, @weekly, @monthly, @yearly.`);
  const count = pattern.split(" ").length;
  if (count !== 5 && count !== 6)
    return refuse(
      `"${short(typed)}" has ${count} ${count === 1 ? "field" : "fields"}; a pattern has 5 (minute, hour, day, month, day of the week), or 6 with the second first. "every 15m", an ISO time, and words such as "weekdays at 7:30" can be used, too.`,
    );
  if (!/^[\dA-Za-z*?/,#+\- ]+$/.test(pattern))
    return refuse(
      `"${short(typed)}" has a character that no pattern can have. Allowed: digits, names of days and months, and * ? / , - # + L W.`,
    );
  const problem = cronProblem(pattern);
  if (problem !== undefined) return refuse(`"${short(typed)}" cannot be used: ${problem}`);
  if (cronPattern(pattern).nextWall(Date.UTC(2000, 0, 1)) === null)
    return refuse(`"${short(typed)}" never fires: there is no such date. Check the day and the month.`);
  return { ok: true, when: { kind: "cron", pattern } };
}

function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function refuse(message: string): ParsedWhen {
  return { ok: false, error: new JobdeckError("BAD_SCHEDULE", message) };
}
