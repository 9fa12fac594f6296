import { onDemand } from "../model/schedule.ts";
import { parseWhen } from "./parse-when.ts";
import { type ClockTime, clockFields, clockTime, takeTimes } from "./spoken/clock-times.ts";
import { monthDays, weekdayField } from "./spoken/days.ts";
import { afterSome, dateOf, onOneDay, type Spoken } from "./spoken/once.ts";
import { numberOf } from "./spoken/vocabulary.ts";

/** Far longer than anything that is said in one breath; judging must stay quick however long the text is. */
const longestPhrase = 200;

/**
 * The pattern that is meant by words such as "weekdays at 7:30", "every 15 minutes", "monthly on the 1st at 9:00", "in 2
 * hours" or "tomorrow 18:00". What is a pattern already, and what is not understood, is given back as it is, trimmed.
 */
export function spokenWhen(text: string, spoken: Spoken): string {
  const typed = text.trim();
  if (typed.toLowerCase() === onDemand) return onDemand;
  if (typed.length > longestPhrase || !/[a-z]/i.test(typed) || isPattern(typed, spoken)) return typed;
  const phrase = typed
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/\s*o['’]clock/g, "")
    .replace(/(?<=\d) ?([ap])\.m\.?/g, "$1m")
    .replace(/[.!]$/, "");
  const found = afterSome(phrase, spoken) ?? repeated(phrase) ?? atTimes(phrase, spoken);
  return found !== undefined && isPattern(found, spoken) ? found : typed;
}

function isPattern(text: string, { now, zone }: Spoken): boolean {
  return parseWhen(text, { anchorAt: now, zone }).ok;
}

const between = /\s(?:between|from)\s(.+?)\s?(?:-|\sand\s|\sto\s|\suntil\s)\s?(\S+(?:\s?[ap]m)?)(?=\s|$)/;

/** "every 20 minutes between 9:00 and 17:00 on weekdays", "every 2 weeks", "hourly". */
function repeated(phrase: string): string | undefined {
  if (phrase === "hourly" || phrase === "every hour on the hour") return "0 * * * *";
  if (/^every half (?:an )?hour$/.test(phrase)) return "every 30m";
  if (/^every quarter (?:of an |of the )?hour$/.test(phrase)) return "every 15m";
  const match = /^every(?: (\d+|[a-z]+))? ?\b(minute|min|hour|hr|day|week|month)s?(?= |$)(.*)$/.exec(phrase);
  if (!match) return undefined;
  const [, much = "1", unit = "", rest = ""] = match;
  const count = much === "other" ? 2 : numberOf(much);
  if (count === undefined || count < 1) return undefined;
  const words = rest.trim();
  if (unit === "week") return words === "" ? `every ${7 * count}d` : undefined;
  if (unit === "day") return words === "" && count > 1 ? `every ${count}d` : undefined;
  if (unit === "month") return everyMonths(count, words);
  return withinDays(count, unit.startsWith("m") ? "minute" : "hour", rest);
}

/** Of "every 3 months on the 1st at 9:00" what follows the months. */
function everyMonths(count: number, words: string): string | undefined {
  const taken = takeTimes(words);
  const clock = taken && clockFields(taken.times);
  const on = monthDays(taken?.rest === "" ? "1st" : (taken?.rest ?? ""));
  if (!clock || !on || 12 % count !== 0) return undefined;
  return `${clock} ${on.day} ${count === 1 ? "*" : `*/${count}`} ${on.weekday}`;
}

/** Steps on the clock: only those that go evenly into an hour or a day are what is said. */
function withinDays(count: number, unit: "minute" | "hour", rest: string): string | undefined {
  if ((unit === "minute" ? 60 : 24) % count !== 0) return rest.trim() === "" ? `every ${count}${unit[0]}` : undefined;
  const range = between.exec(rest);
  const days = rest.replace(between, "").trim();
  const weekday = days === "" ? "*" : weekdayField(days);
  if (weekday === undefined) return undefined;
  const hours = range ? hoursOf(range[1] ?? "", range[2] ?? "", unit) : "*";
  if (hours === undefined) return undefined;
  if (hours === "*" && weekday === "*") return `every ${count}${unit[0]}`;
  if (unit === "minute") return `${stepOf("*", count, 60)} ${hours} * * ${weekday}`;
  return `0 ${stepOf(hours, count, 24)} * * ${weekday}`;
}

function stepOf(range: string, step: number, whole: number): string {
  if (step === 1) return range;
  return range === "*" && step === whole ? "0" : `${range}/${step}`;
}

/** From the one full hour to the other; the last minute is before the end, the last hour is the end. */
function hoursOf(from: string, to: string, unit: "minute" | "hour"): string | undefined {
  const [first, end] = [clockTime(from), clockTime(to)];
  if (!first || !end || first.minute !== 0 || end.minute !== 0) return undefined;
  const last = unit === "hour" ? end.hour : (end.hour + 23) % 24;
  if (last < first.hour) return undefined;
  return last === first.hour ? String(last) : `${first.hour}-${last}`;
}

/** Everything that happens at a time of the day. */
function atTimes(phrase: string, spoken: Spoken): string | undefined {
  const taken = takeTimes(phrase);
  if (!taken) return undefined;
  const { times, rest } = taken;
  const [time] = times;
  const once = time && times.length === 1 ? onOneDay(rest, time, spoken) : undefined;
  return once ?? onDays(rest, times);
}

function onDays(rest: string, times: readonly ClockTime[]): string | undefined {
  const clock = clockFields(times);
  if (clock === null) return undefined;
  if (rest === "" ? times.length > 0 : /^(?:on )?(?:daily|(?:every|each) ?(?:day|night)|nightly)$/.test(rest))
    return `${clock} * * *`;
  if (rest === "weekly" || rest === "every week") return `${clock} * * 1`;
  const yearly = /^(?:yearly|annually|(?:every|each) year)(?: on)?(?: the)?(?: (.+))?$/.exec(rest);
  if (yearly) {
    const date = yearly[1] === undefined ? { day: 1, month: 1, year: undefined } : dateOf(yearly[1]);
    return date && date.year === undefined ? `${clock} ${date.day} ${date.month} *` : undefined;
  }
  const weekday = weekdayField(rest);
  if (weekday !== undefined) return `${clock} * * ${weekday}`;
  const [, monthly, on = ""] = /^(monthly|(?:every|each) month)?(?: ?(.+))?$/.exec(rest) ?? [];
  const days = monthDays(on === "" && monthly !== undefined ? "1st" : on);
  // A number alone is no day: "7" is an hour to one reader and a day to another.
  if (!days || (monthly === undefined && /^\d+$/.test(on))) return undefined;
  return `${clock} ${days.day} * ${days.weekday}`;
}
