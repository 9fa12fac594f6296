import { fixedPick } from "./plan.ts";

/*
 * The five fields as cron reads them (Vixie cron and cronie), made into a pattern that fires at the same minutes in
 * croner's dialect. The two differ in small ways: cron joins day and day of the week with "and" as soon as one of them
 * begins with a star, also with one such as `* /2`; croner only for the star alone, or where a + asks for it.
 */

type Field = {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
};

export const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const fields: readonly Field[] = [
  { name: "minute", low: 0, high: 59, names: [] },
  { name: "hour", low: 0, high: 23, names: [] },
  { name: "day", low: 1, high: 31, names: [] },
  { name: "month", low: 1, high: 12, names: months },
  { name: "day of the week", low: 0, high: 7, names: weekdays },
];

type Parsed = {
  readonly values: ReadonlySet<number>;
  /** It begins with a star, which decides how day and day of the week are joined. */
  readonly star: boolean;
  /** Set when the field can stay as it was typed. */
  readonly text: string | undefined;
  readonly picked: number | undefined;
};

export type CronFields =
  | { readonly ok: true; readonly when: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** `seed` decides what a random range (`0~59`) becomes: the same for the same text. */
export function parseCronFields(texts: readonly string[], seed: string): CronFields {
  const parsed: Parsed[] = [];
  const notes: string[] = [];
  for (const [index, field] of fields.entries()) {
    const text = texts[index] ?? "";
    const result = parseField(field, text, `${seed}#${index}`);
    if (typeof result === "string") return { ok: false, reason: `the ${field.name} "${text.slice(0, 40)}" ${result}` };
    if (result.picked !== undefined)
      notes.push(`cron takes a random ${field.name} of "${text}"; here it is always ${result.picked}.`);
    parsed.push(result);
  }
  const [minute, hour, day, month, weekday] = parsed;
  if (!minute || !hour || !day || !month || !weekday) return { ok: false, reason: "there are not five fields" };
  return { ok: true, when: joined({ minute, hour, day, month, weekday }), notes };
}

type Joined = Readonly<Record<"minute" | "hour" | "day" | "month" | "weekday", Parsed>>;

function joined({ minute, hour, day, month, weekday }: Joined): string {
  const days = day.text ?? listed(day.values, 1, 31);
  const sundayIsZero = new Set([...weekday.values].map((value) => value % 7));
  const weekdayList = listed(sundayIsZero, 0, 6);
  const times = `${minute.text ?? listed(minute.values, 0, 59)} ${hour.text ?? listed(hour.values, 0, 23)}`;
  const inMonths = month.text ?? listed(month.values, 1, 12);
  const both = day.star || weekday.star;
  const everyDay = days === "*" || weekdayList === "*";
  if (everyDay && !both) return `${times} * ${inMonths} *`;
  const plus = both && !everyDay ? "+" : "";
  return `${times} ${days} ${inMonths} ${plus}${weekdayList}`;
}

/** The values as a list with ranges; a star for all of them. */
export function listed(values: ReadonlySet<number>, low: number, high: number): string {
  if (values.size === high - low + 1) return "*";
  const parts: string[] = [];
  const sorted = [...values].sort((a, b) => a - b);
  for (let index = 0; index < sorted.length; ) {
    let end = index;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    if (end - index >= 2) parts.push(`${sorted[index]}-${sorted[end]}`);
    else parts.push(...sorted.slice(index, end + 1).map(String));
    index = end + 1;
  }
  return parts.join(",");
}

/** The values as a star with a step; undefined when they are none. */
export function stepOf(values: ReadonlySet<number>, low: number, high: number): string | undefined {
  for (let step = 2; step <= high + 1; step++) {
    const size = Math.floor((high - low) / step) + 1;
    if (size === values.size && [...values].every((value) => (value - low) % step === 0)) return `*/${step}`;
  }
  return undefined;
}

function parseField(field: Field, text: string, seed: string): Parsed | string {
  const values = new Set<number>();
  let picked: number | undefined;
  for (const part of text.split(",")) {
    const range = parsePart(field, part, seed);
    if (typeof range === "string") return range;
    picked = range.picked ?? picked;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  // Such a step says more than the list of its values.
  const step = Number(/^\*\/(\d+)$/.exec(text)?.[1]);
  const keeps = field.names !== weekdays && step > 1 && step <= field.high / 2;
  return { values, star: text.startsWith("*"), text: keeps ? `*/${step}` : undefined, picked };
}

type Range = { readonly from: number; readonly to: number; readonly step: number; readonly picked?: number };

function parsePart(field: Field, part: string, seed: string): Range | string {
  const { low, high } = field;
  const random = /^([a-z0-9]*)~([a-z0-9]*)$/i.exec(part);
  if (random) return pickOne(field, random[1] ?? "", random[2] ?? "", seed);
  const match = /^(?:(\*)|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/([0-9]+))?$/i.exec(part);
  if (!match) return "cannot be understood";
  const [, star, first, last, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step === 0) return "has a step of 0";
  if (star) return { from: low, to: high, step };
  const from = numberOf(field, first ?? "");
  if (from === undefined) return outside(field, first ?? "");
  if (last === undefined)
    return stepText === undefined
      ? { from, to: from, step }
      : `has a step without a range, which crons read differently. Write ${first}-${high}/${stepText}`;
  const end = numberOf(field, last);
  if (end === undefined) return outside(field, last);
  const to = end === 0 && from > 0 && field.names === weekdays ? 7 : end;
  return from > to ? `goes backwards: cron never runs it. Write ${first}-${high},${low}-${last}` : { from, to, step };
}

function pickOne(field: Field, first: string, last: string, seed: string): Range | string {
  const from = first === "" ? field.low : numberOf(field, first);
  const to = last === "" ? field.high : numberOf(field, last);
  if (from === undefined) return outside(field, first);
  if (to === undefined) return outside(field, last);
  if (from > to) return "goes backwards";
  const picked = from + fixedPick(seed, to - from + 1);
  return { from: picked, to: picked, step: 1, picked };
}

function numberOf({ low, high, names }: Field, text: string): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + low : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

function outside({ name, low, high, names }: Field, text: string): string {
  const named = names.length === 0 ? "" : `, or ${names[0]} to ${names[low === 0 ? 6 : 11]}`;
  return `has "${text.slice(0, 20)}", and the ${name} goes from ${low} to ${high}${named}`;
}
