import { JobdeckError } from "../../model/errors.ts";
import type { TaskSchedule } from "../task.ts";

/** Every `step`-th number from `start` to `end`, both included. */
export class Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;

  constructor(start = 0, end = 60, step = 1) {
    this.start = start;
    this.end = end;
    this.step = step;
  }
}

export type RecurrenceValue = number | string | Range | readonly (number | string | Range)[] | null;

/** What a rule names; a field that it leaves out fits always, but the second is 0. All that it names must fit. */
export type RecurrenceFields = {
  second?: RecurrenceValue;
  minute?: RecurrenceValue;
  hour?: RecurrenceValue;
  /** Day of the month, from 1. */
  date?: RecurrenceValue;
  /** From 0 for January, as in JavaScript's dates. */
  month?: RecurrenceValue;
  year?: RecurrenceValue;
  /** From 0 for Sunday. */
  dayOfWeek?: RecurrenceValue;
  /** IANA name; default: the host's zone. */
  tz?: string | null;
};

/** The rule of node-schedule (its README, "Recurrence Rule Scheduling"). */
export class RecurrenceRule implements Required<RecurrenceFields> {
  year: RecurrenceValue = null;
  month: RecurrenceValue = null;
  date: RecurrenceValue = null;
  dayOfWeek: RecurrenceValue = null;
  hour: RecurrenceValue = null;
  minute: RecurrenceValue = null;
  second: RecurrenceValue = 0;
  tz: string | null = null;
}

/** Whatever can be scheduled: a cron string, a date, a time in milliseconds, a rule, or one with its validity. */
export type JobSpec =
  | string
  | number
  | Date
  | RecurrenceFields
  | {
      readonly rule: string | RecurrenceFields;
      readonly start?: Date | number | string;
      readonly end?: Date | number | string;
      readonly tz?: string;
    };

/** @throws JobdeckError BAD_SCHEDULE when it names what no time can be */
export function scheduleOf(spec: JobSpec): TaskSchedule {
  if (typeof spec === "string") return { when: spec };
  if (typeof spec === "number" || spec instanceof Date) return { when: new Date(instant(spec)).toISOString() };
  if (!("rule" in spec)) return ofRule(spec);
  const inner = typeof spec.rule === "string" ? { when: spec.rule } : ofRule(spec.rule);
  return {
    ...inner,
    ...(spec.tz === undefined ? {} : { zone: spec.tz }),
    policies: {
      ...(spec.start === undefined ? {} : { validFrom: instant(spec.start) }),
      ...(spec.end === undefined ? {} : { validUntil: instant(spec.end) }),
    },
  };
}

function ofRule(rule: RecurrenceFields): TaskSchedule {
  if ((rule.year ?? null) !== null)
    throw new JobdeckError(
      "BAD_SCHEDULE",
      `A rule with the year ${String(rule.year)} cannot be kept as a pattern. Leave the year out and give start and end: { rule, start, end }.`,
    );
  const days = field("date", rule.date, 1, 31);
  const weekdays = field("dayOfWeek", rule.dayOfWeek, 0, 7);
  // croner's "+": both must fit. A cron pattern alone fires when either does.
  const both = days !== "*" && weekdays !== "*" ? "+" : "";
  const pattern = [
    field("second", rule.second === undefined ? 0 : rule.second, 0, 59),
    field("minute", rule.minute, 0, 59),
    field("hour", rule.hour, 0, 23),
    days,
    field("month", rule.month, 0, 11, 1),
    `${both}${weekdays}`,
  ].join(" ");
  return { when: pattern, ...(rule.tz ? { zone: rule.tz } : {}) };
}

/** A field of the pattern. Numbers of a range beyond the field's are left out, as `new Range(0, 60, 5)` for minutes. */
function field(name: string, value: RecurrenceValue | undefined, min: number, max: number, shift = 0): string {
  if (value === null || value === undefined) return "*";
  const items = Array.isArray(value) ? (value as readonly (number | string | Range)[]) : [value as number | Range];
  const numbers = items.flatMap((item) => (item instanceof Range ? ofRange(item, max) : [Number(item)]));
  const wrong = numbers.find((number) => !Number.isInteger(number) || number < min || number > max);
  if (wrong !== undefined || numbers.length === 0)
    throw new JobdeckError("BAD_SCHEDULE", `The rule's ${name} is ${wrong ?? "empty"}; it goes from ${min} to ${max}.`);
  const unique = [...new Set(numbers)].sort((a, b) => a - b);
  return unique.length === max - min + 1 ? "*" : unique.map((number) => number + shift).join(",");
}

function ofRange({ start, end, step }: Range, max: number): readonly number[] {
  const numbers: number[] = [];
  for (let number = start; number <= Math.min(end, max) && step > 0; number += step) numbers.push(number);
  return numbers;
}

function instant(value: Date | number | string): number {
  const at = new Date(value).getTime();
  if (Number.isFinite(at)) return at;
  throw new JobdeckError("BAD_SCHEDULE", `"${String(value)}" is no date.`);
}
