import cronstrue from "cronstrue";
import type { When } from "../model/schedule.ts";
import { cronFields, fieldValues, takesAll } from "./cron-field.ts";

/** What a schedule means, in words: "Every day at 00:00". */
export function describeWhen(when: When, zone: string): string {
  if (when.kind === "demand") return "Only on demand";
  if (when.kind === "once") return `Once, on ${dateTime(when.at, zone)}`;
  if (when.kind === "interval") return `Every ${intervalWords(when.everyMs)}`;
  const fields = plainFields(when.pattern);
  try {
    return fields ? cronWords(fields) + restart(fields) : byThePattern(when.pattern);
  } catch {
    return byThePattern(when.pattern);
  }
}

/** cronstrue knows fewer patterns than croner: better the pattern itself than wrong words. */
function byThePattern(pattern: string): string {
  return `By the pattern ${pattern}`;
}

/** Lowest and highest number of each field; a pattern of five has no second. */
const limits = Object.values(cronFields);

/**
 * The fields of the pattern as cronstrue understands what croner does by them: what takes in everything is a star, and so are
 * both days when either of them fits every day. Undefined when it would say something else.
 */
function plainFields(pattern: string): readonly string[] | undefined {
  // A range of n-th weekdays means the n-th of each of them.
  if (/-\d+(#|L)/i.test(pattern)) return undefined;
  const typed = pattern.toUpperCase().replaceAll("#L", "L").replaceAll("?", "*").split(" ");
  const fields = typed.map((field, index) => {
    const bounds = limits[index + limits.length - typed.length];
    return bounds && takesAll(field, bounds) ? "*" : field;
  });
  const days = typed.length - 3;
  const weekdays = typed.length - 1;
  const fitsEveryDay = fields[days] === "*" || fields[weekdays] === "*";
  const isEither = typed[days] !== "*" && typed[weekdays] !== "*";
  if (isEither && fitsEveryDay) return fields.with(days, "*").with(weekdays, "*");
  // "Every 2 days of the week" leaves open which they are.
  const stepped = fields[weekdays]?.includes("/") ? fieldValues(fields[weekdays], cronFields.weekday) : undefined;
  return stepped ? fields.with(weekdays, [...stepped].join(",")) : fields;
}

function cronWords(fields: readonly string[]): string {
  const [day, month, weekday] = fields.slice(-3);
  if (day === "*" || weekday === "*") return natural(wordsOf(fields.join(" ")));
  // With a day of the month and a day of the week it fires on either; cronstrue says both, or leaves it open.
  const [onDay, inMonth, onWeekday] = [
    [...fields.slice(0, -2), "*", "*"].join(" "),
    `* * * ${month} *`,
    `* * * * ${weekday}`,
  ];
  return `${wordsOf(onDay)}, or ${ofDay(onWeekday).replace(/^, (only )?/, "")}${ofDay(inMonth)}`;
}

function wordsOf(pattern: string): string {
  return cronstrue.toString(pattern, { use24HourTimeFormat: true, verbose: false });
}

/** Of the words for a pattern of every minute those that say on what days. */
function ofDay(pattern: string): string {
  return wordsOf(pattern).replace("Every minute", "");
}

/** The field's size and what it begins again with, from the right: of "min hour day month weekday". */
const cycles = [undefined, [12, "year"], undefined, [24, "day"], [60, "hour"], [60, "minute"]] as const;

/** "Every 7 minutes" is said of a pattern that waits 4 minutes at the end of each hour: then that is said, too. */
function restart(fields: readonly string[]): string {
  const units = cycles.flatMap((cycle, index) => {
    const step = Number(/^\*\/(\d+)$/.exec(fields.at(-1 - index) ?? "")?.[1] ?? 1);
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
