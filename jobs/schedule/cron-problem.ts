import { messageOf } from "../model/errors.ts";
import { type Bounds, cronFields } from "./cron-field.ts";
import { cronPattern } from "./cron-pattern.ts";

type Field = { readonly name: string; readonly min: number; readonly max: number; readonly range: string };

/** The fields of a pattern with seconds; a pattern of five has no first one. */
const fields: readonly Field[] = [
  fieldOf("second", "second", "Seconds go from 0 to 59."),
  fieldOf("minute", "minute", "Minutes go from 0 to 59."),
  fieldOf("hour", "hour", "Hours go from 0 to 23."),
  fieldOf("day", "day", "Days go from 1 to 31, or L for the last."),
  fieldOf("month", "month", "Months go from 1 to 12, or JAN to DEC."),
  fieldOf("weekday", "day of the week", "Days of the week go from 0 (Sunday) to 7 (Sunday again), or SUN to SAT."),
];

function fieldOf(key: keyof typeof cronFields, name: string, range: string): Field {
  const bounds: Bounds = cronFields[key];
  return { name, range, min: bounds.low, max: bounds.alias ?? bounds.high };
}

/** Why a pattern of five or six fields is wrong, and what could be written in its place; undefined when it is right. */
export function cronProblem(pattern: string): string | undefined {
  const wrong = outOfRange(pattern);
  if (wrong !== undefined) return wrong;
  const reason = reasonOf(pattern);
  return reason && (wrongField(pattern) ?? reason);
}

/** The first number that its field cannot have. croner counts months from 0 in its message, which nobody typed. */
function outOfRange(pattern: string): string | undefined {
  for (const [field, part] of partsOf(pattern)) {
    // Steps and "the n-th weekday" have ranges of their own, which croner judges.
    const numbers = part.replace(/[/#]\d+/g, "").match(/\d+/g) ?? [];
    const wrong = numbers.find((number) => Number(number) < field.min || Number(number) > field.max);
    if (wrong !== undefined) return `the ${field.name} ${wrong.slice(0, 20)} is out of range. ${field.range}`;
  }
  return undefined;
}

/** The first field that is wrong by itself. */
function wrongField(pattern: string): string | undefined {
  const parts = partsOf(pattern);
  for (const [index, [field, part]] of parts.entries()) {
    const alone = parts.map((_, place) => (place === index ? part : "*")).join(" ");
    if (reasonOf(alone) !== undefined)
      return `the ${field.name} "${part.slice(0, 40)}" cannot be understood. ${remedyOf(field, part) ?? `${field.range} Lists (1,5), ranges (1-5) and steps (*/5) can be used.`}`;
  }
  return undefined;
}

function remedyOf({ max }: Field, part: string): string | undefined {
  const [, from, step = ""] = /^(\d+)\/(\d+)$/.exec(part) ?? [];
  if (from !== undefined) return `Write ${from === "0" ? "*" : `${from}-${max}`}/${step} for a step.`;
  if (/\/\d/.test(part)) return "A step is at least 1 and at most as much as the field has.";
  if (/#/.test(part)) return "Write 5#2 for the second Friday of the month, 5#L for the last.";
  if (/l/i.test(part)) return "L alone is the last day of the month; 5L in the last field is the last Friday.";
  if (/w/i.test(part)) return "Write 15W for the weekday that is nearest to the 15th, LW for the last weekday.";
  if (/\d-\d/.test(part)) return "A range goes from the lower to the higher number: write 22-23,0-6 for 22 to 6.";
  return undefined;
}

function partsOf(pattern: string): readonly (readonly [Field, string])[] {
  const parts = pattern.split(" ");
  return parts.flatMap((part, index) => {
    const field = fields[index + fields.length - parts.length];
    return field ? [[field, part] as const] : [];
  });
}

function reasonOf(pattern: string): string | undefined {
  try {
    cronPattern(pattern);
    return undefined;
  } catch (error) {
    return messageOf(error)
      .replace(/^CronPattern: /, "")
      .replace(/\.?$/, ".");
  }
}
