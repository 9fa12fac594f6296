/** How often an event of a calendar file comes again: the parts of RFC 5545 that lists of holidays use. */
export type Rule = {
  readonly freq: "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";
  readonly interval: number;
  readonly count: number | null;
  /** Wall time, included. */
  readonly until: number | null;
  readonly months: readonly number[];
  /** Negative ones count from the end of the month. */
  readonly monthDays: readonly number[];
  readonly weekdays: readonly Weekday[];
};

/** 0 is Sunday. `nth` 0 means each; negative ones count from the end. */
type Weekday = { readonly nth: number; readonly day: number };

/** What is left to be spent on looking for days: a file may ask for more than anybody has time for. */
export type Budget = { left: number };

const dayMs = 86_400_000;
const names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const known = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"]);

/** Undefined when it is wrong or has parts that are not known here. */
export function parseRule(text: string, parseTime: (text: string) => number | undefined): Rule | undefined {
  const parts = new Map(
    text.split(";").map((part) => part.toUpperCase().split("=", 2) as [string, string | undefined]),
  );
  if ([...parts.keys()].some((name) => !known.has(name))) return undefined;
  const freq = parts.get("FREQ");
  if (freq !== "YEARLY" && freq !== "MONTHLY" && freq !== "WEEKLY" && freq !== "DAILY") return undefined;
  const untilText = parts.get("UNTIL");
  const until = untilText === undefined ? null : parseTime(untilText);
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const count = parts.has("COUNT") ? Number(parts.get("COUNT")) : null;
  const months = numbers(parts.get("BYMONTH"), 1, 12);
  const monthDays = numbers(parts.get("BYMONTHDAY"), -31, 31);
  const weekdays = parseWeekdays(parts.get("BYDAY"));
  const isWhole = (value: number) => Number.isInteger(value) && value >= 1;
  if (until === undefined || !months || !monthDays || !weekdays) return undefined;
  if (!isWhole(interval) || (count !== null && !isWhole(count))) return undefined;
  return { freq, interval, count, until, months, monthDays, weekdays };
}

function numbers(text: string | undefined, least: number, most: number): readonly number[] | undefined {
  const values = text === undefined ? [] : text.split(",").map(Number);
  return values.every((value) => Number.isInteger(value) && value !== 0 && value >= least && value <= most)
    ? values
    : undefined;
}

function parseWeekdays(text: string | undefined): readonly Weekday[] | undefined {
  if (text === undefined) return [];
  const days = text.split(",").map((part) => {
    const [, nth = "", name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part) ?? [];
    return { nth: Number(nth || 0), day: names.indexOf(name) };
  });
  return days.every(({ nth, day }) => day >= 0 && Math.abs(nth) <= 53) ? days : undefined;
}

/** The wall times within `from` (included) and `until` at which an event that first begins at `start` begins. */
export function startsWithin(
  { start, rule }: { readonly start: number; readonly rule: Rule },
  { from, until, budget }: { readonly from: number; readonly until: number; readonly budget: Budget },
): readonly number[] {
  const ofDay = start % dayMs;
  const found: number[] = [];
  let number = 0;
  // Without a count nothing before `from` matters.
  const first = rule.count === null ? Math.max(0, Math.floor(periodsBefore(rule, start, from))) : 0;
  for (let period = first; budget.left > 0; period++) {
    budget.left -= 1;
    const days = daysOf(rule, start, period);
    if (days.begin > until || (rule.until !== null && days.begin > rule.until)) break;
    for (const day of days.days) {
      const at = day + ofDay;
      if (at < start) continue;
      number += 1;
      if ((rule.count !== null && number > rule.count) || at >= until || (rule.until !== null && at > rule.until))
        return found;
      if (at >= from) found.push(at);
    }
  }
  return found;
}

const shortestDays = { YEARLY: 365.2425, MONTHLY: 30.436875, WEEKLY: 7, DAILY: 1 } as const;

/** Some fewer than there are, never more. */
function periodsBefore({ freq, interval }: Rule, start: number, from: number): number {
  return (from - start) / (shortestDays[freq] * interval * dayMs) - 2;
}

/** The days of the n-th period of a rule, earliest first, and the day on which the period begins. */
function daysOf(
  rule: Rule,
  start: number,
  period: number,
): { readonly begin: number; readonly days: readonly number[] } {
  const first = new Date(start - (start % dayMs));
  const [year, month, monthDay] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  const steps = period * rule.interval;
  if (rule.freq === "YEARLY") return { begin: Date.UTC(year + steps, 0), days: daysOfYear(rule, year + steps, first) };
  if (rule.freq === "MONTHLY") {
    const begin = Date.UTC(year, month + steps);
    return { begin, days: isIn(rule.months, begin) ? daysOfMonth(rule, begin, monthDay) : [] };
  }
  const weekly = rule.freq === "WEEKLY";
  // Weeks begin on Monday.
  const begin =
    first.getTime() - (weekly ? ((first.getUTCDay() + 6) % 7) * dayMs : 0) + steps * (weekly ? 7 : 1) * dayMs;
  const wanted = rule.weekdays.length > 0 ? rule.weekdays.map(({ day }) => day) : [first.getUTCDay()];
  const days = weekly
    ? Array.from({ length: 7 }, (_, index) => begin + index * dayMs).filter((day) => wanted.includes(weekdayOf(day)))
    : [begin].filter((day) => rule.weekdays.length === 0 || wanted.includes(weekdayOf(day)));
  return { begin, days: days.filter((day) => isIn(rule.months, day) && (weekly || isMonthDay(rule.monthDays, day))) };
}

function daysOfYear(rule: Rule, year: number, first: Date): readonly number[] {
  const { months, monthDays, weekdays } = rule;
  const nthOfYear = weekdays.some(({ nth }) => nth !== 0) && months.length === 0 && monthDays.length === 0;
  if (nthOfYear) return nthWeekdays(weekdays, Date.UTC(year, 0), Date.UTC(year + 1, 0));
  const all = monthDays.length > 0 || weekdays.length > 0 ? Array.from({ length: 12 }, (_, index) => index + 1) : [];
  const chosen = months.length > 0 ? months : all.length > 0 ? all : [first.getUTCMonth() + 1];
  return [...new Set(chosen)]
    .sort((a, b) => a - b)
    .flatMap((month) => daysOfMonth(rule, Date.UTC(year, month - 1), first.getUTCDate()));
}

function daysOfMonth({ monthDays, weekdays }: Rule, begin: number, monthDay: number): readonly number[] {
  const date = new Date(begin);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  const byWeekday = weekdays.length > 0 ? nthWeekdays(weekdays, begin, end) : undefined;
  if (byWeekday) return byWeekday.filter((day) => isMonthDay(monthDays, day));
  const length = (end - begin) / dayMs;
  const wanted = monthDays.length > 0 ? monthDays : [monthDay];
  const days = wanted.map((day) => (day > 0 ? day : length + 1 + day)).filter((day) => day >= 1 && day <= length);
  return [...new Set(days)].sort((a, b) => a - b).map((day) => begin + (day - 1) * dayMs);
}

function nthWeekdays(weekdays: readonly Weekday[], begin: number, end: number): readonly number[] {
  const days = new Set<number>();
  for (const { nth, day } of weekdays) {
    const all: number[] = [];
    for (let at = begin + ((day - weekdayOf(begin) + 7) % 7) * dayMs; at < end; at += 7 * dayMs) all.push(at);
    const chosen = nth === 0 ? all : [all.at(nth > 0 ? nth - 1 : nth)];
    for (const at of chosen) if (at !== undefined) days.add(at);
  }
  return [...days].sort((a, b) => a - b);
}

function weekdayOf(day: number): number {
  return new Date(day).getUTCDay();
}

function isIn(months: readonly number[], day: number): boolean {
  return months.length === 0 || months.includes(new Date(day).getUTCMonth() + 1);
}

function isMonthDay(monthDays: readonly number[], day: number): boolean {
  if (monthDays.length === 0) return true;
  const date = new Date(day);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return monthDays.some((wanted) => (wanted > 0 ? wanted : length + 1 + wanted) === date.getUTCDate());
}
