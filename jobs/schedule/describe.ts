import cronstrue from "cronstrue";
import type { When } from "../model/schedule.ts";

/** What a schedule means, in words: "Every day at 00:00". */
export function describeWhen(when: When, zone: string): string {
  if (when.kind === "demand") return "Only on demand";
  if (when.kind === "once") return `Once, on ${dateTime(when.at, zone)}`;
  if (when.kind === "interval") return `Every ${intervalWords(when.everyMs)}`;
  try {
    const words = cronstrue.toString(when.pattern, { use24HourTimeFormat: true, verbose: false });
    return natural(eitherDay(when.pattern, words)) + restart(when.pattern);
  } catch {
    // cronstrue knows fewer patterns than croner: better the pattern itself than wrong words.
    return `By the pattern ${when.pattern}`;
  }
}

/** A pattern with a day of the month and a day of the week fires on either; cronstrue's "and on" says both. */
function eitherDay(pattern: string, words: string): string {
  const [day, , weekday] = pattern.split(" ").slice(-3);
  return isOpen(day) || isOpen(weekday) ? words : words.replace(/, and on (?!.*, and on )/, ", or on ");
}

function isOpen(field: string | undefined): boolean {
  return field === undefined || /^[*?]/.test(field);
}

/** The field's size and what it begins again with, from the right: of "min hour day month weekday". */
const cycles = [undefined, [12, "year"], undefined, [24, "day"], [60, "hour"], [60, "minute"]] as const;

/** "Every 7 minutes" is said of a pattern that waits 4 minutes at the end of each hour: then that is said, too. */
function restart(pattern: string): string {
  const fields = pattern.split(" ").reverse();
  const units = cycles.flatMap((cycle, index) => {
    const step = Number(/^\*\/(\d+)$/.exec(fields[index] ?? "")?.[1] ?? 1);
    return cycle && cycle[0] % step !== 0 ? [cycle[1]] : [];
  });
  return units.length === 0 ? "" : `, beginning anew each ${units.join(" and each ")}`;
}

/** cronstrue's "At 07:30, Monday through Friday" as a person would say it. */
function natural(words: string): string {
  const time = /^At (\d\d:\d\d(?::\d\d)?)$/.exec(words)?.[1];
  if (time) return `Every day at ${time}`;
  const weekdays = /^At (\d\d:\d\d(?::\d\d)?), Monday through Friday$/.exec(words)?.[1];
  if (weekdays) return `Weekdays at ${weekdays}`;
  const hours = /^On the hour, every (\d+ hours)$/.exec(words)?.[1];
  if (hours) return `Every ${hours}`;
  const oneDay = /^At (\d\d:\d\d(?::\d\d)?), only on (\w+day)$/.exec(words);
  return oneDay ? `Every ${oneDay[2]} at ${oneDay[1]}` : words;
}

const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

function intervalWords(ms: number): string {
  for (const [size, name] of units) if (ms % size === 0) return ms === size ? name : `${ms / size} ${name}s`;
  return `${ms / 1_000} seconds`;
}

function dateTime(at: number, zone: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat("en-GB", {
    ...options,
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone },
  })
    .format(at)
    .replace(",", "");
}
