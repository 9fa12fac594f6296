import fc from "fast-check";

/*
 * cron's own rule, apart from the program: a field is a list of parts whose minutes, hours and days are known without
 * reading any text, and a job runs at each minute that fits. Days and days of the week are joined by "or", unless one of the
 * two fields begins with a star.
 */

export type OracleField = { readonly text: string; readonly values: ReadonlySet<number>; readonly star: boolean };

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function part(low: number, high: number, names: readonly string[]): fc.Arbitrary<{ text: string; values: number[] }> {
  const upTo = (from: number, to: number, step: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((value) => (value - from) % step === 0);
  const number = fc.integer({ min: low, max: high });
  const word = (value: number, named: boolean) => (named ? names[value - low] : undefined) ?? String(value);
  const step = fc.integer({ min: 1, max: high + 3 });
  const named = fc.boolean();
  return fc.oneof(
    fc.constant({ text: "*", values: upTo(low, high, 1) }),
    step.map((by) => ({ text: `*/${by}`, values: upTo(low, high, by) })),
    fc.tuple(number, named).map(([value, byName]) => ({ text: word(value, byName), values: [value] })),
    fc.tuple(number, number, named, fc.option(step, { nil: undefined })).map(([one, other, byName, by]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const text = `${word(from, byName)}-${word(to, byName && to < 7)}${by === undefined ? "" : `/${by}`}`;
      return { text, values: upTo(from, to, by ?? 1) };
    }),
  );
}

function field(low: number, high: number, names: readonly string[] = []): fc.Arbitrary<OracleField> {
  const several = fc.array(part(low, high, names), { minLength: 1, maxLength: 3 });
  return fc
    .oneof(fc.constant([{ text: "*", values: Array.from({ length: high - low + 1 }, (_, i) => low + i) }]), several)
    .map((parts) => ({
      text: parts.map(({ text }) => text).join(","),
      values: new Set(parts.flatMap(({ values }) => values)),
      star: parts[0]?.text.startsWith("*") ?? false,
    }));
}

export type OracleFields = readonly [OracleField, OracleField, OracleField, OracleField, OracleField];

/** Five fields as people and programs write them, with what they mean. */
export const cronFields: fc.Arbitrary<OracleFields> = fc.tuple(
  field(0, 59),
  field(0, 23),
  field(1, 31),
  field(1, 12, monthNames),
  field(0, 7, dayNames),
);

const day = 86_400_000;

/** The first times after a UTC midnight within so many days, at most `most`. */
export function timesOf(fields: OracleFields, midnight: number, days: number, most: number): readonly number[] {
  const [minutes, hours, dates, months, weekdays] = fields;
  const times: number[] = [];
  for (let at = midnight; at < midnight + days * day && times.length < most; at += day) {
    const date = new Date(at);
    const weekday = date.getUTCDay();
    const isDate = dates.values.has(date.getUTCDate());
    const isWeekday = weekdays.values.has(weekday) || (weekday === 0 && weekdays.values.has(7));
    const fits = dates.star || weekdays.star ? isDate && isWeekday : isDate || isWeekday;
    if (!fits || !months.values.has(date.getUTCMonth() + 1)) continue;
    for (let minute = 0; minute < 1_440 && times.length < most; minute++)
      if (hours.values.has(Math.floor(minute / 60)) && minutes.values.has(minute % 60))
        times.push(at + minute * 60_000);
  }
  return times;
}
