import cronstrue from "cronstrue";
import type { When } from "../model/schedule.ts";

/** What a schedule means, in words: "Every day at 00:00". */
export function describeWhen(when: When, zone: string): string {
  if (when.kind === "once") return `Once, on ${dateTime(when.at, zone)}`;
  if (when.kind === "interval") return `Every ${intervalWords(when.everyMs)}`;
  try {
    return natural(cronstrue.toString(when.pattern, { use24HourTimeFormat: true, verbose: false }));
  } catch {
    // cronstrue knows fewer patterns than croner: better the pattern itself than wrong words.
    return `By the pattern ${when.pattern}`;
  }
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
