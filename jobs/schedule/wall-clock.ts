/**
 * The clock on the wall of a time zone. A wall time is written as the UTC milliseconds of a clock in Greenwich that shows
 * the same date and time, so that patterns can be searched on it without knowing any zone.
 */

const day = 24 * 60 * 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times more than using it. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", era: "short" },
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
  });
  formatters.set(zone, made);
  return made;
}

const isUtc = /^(utc|etc\/utc|gmt|etc\/gmt)$/i;

/** How far the zone's clocks are ahead of UTC at this instant, in milliseconds. */
export function offsetAt(instant: number, zone: string): number {
  if (isUtc.test(zone)) return 0;
  return offsetOfDay(Math.floor(instant / day), zone) ?? readOffset(instant, zone);
}

/** The days of a zone that were asked for, at most so many; asking the formatter anew takes 10 µs. */
const maxKeptDays = 1_000;
const daysOf = new Map<string, Map<number, number | undefined>>();

/** The offset of a whole UTC day; undefined when the clocks change within it. */
function offsetOfDay(number: number, zone: string): number | undefined {
  let days = daysOf.get(zone);
  if (!days || days.size >= maxKeptDays) {
    days = new Map();
    daysOf.set(zone, days);
  }
  if (days.has(number)) return days.get(number);
  const [first, last] = [readOffset(number * day, zone), readOffset((number + 1) * day - 1, zone)];
  const offset = first === last ? first : undefined;
  days.set(number, offset);
  return offset;
}

function readOffset(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  const fields: Record<string, number> = {};
  let beforeChrist = false;
  for (const { type, value } of formatterOf(zone).formatToParts(whole)) {
    if (type === "era") beforeChrist = value.startsWith("B");
    else if (type !== "literal") fields[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  const wall = new Date(0);
  wall.setUTCFullYear(beforeChrist ? 1 - year : year, month - 1, day);
  wall.setUTCHours(hour, minute, second);
  return wall.getTime() - whole;
}

/** What the zone's clocks show at this instant. */
export function wallAt(instant: number, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/**
 * The instant at which the zone's clocks show this wall time: the first one when they show it twice, and when they jump
 * over it, the first valid instant after the jump.
 */
export function instantOf(wall: number, zone: string): number {
  // Offsets a day to either side are those before and after any change that can concern this wall time.
  const offsets = [offsetAt(wall - day, zone), offsetAt(wall + day, zone), offsetAt(wall, zone)];
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const valid = candidates.find((instant) => wallAt(instant, zone) === wall);
  if (valid !== undefined) return valid;
  return transitionBetween(candidates[0] ?? wall, candidates.at(-1) ?? wall, zone);
}

/** The first instant of the zone's day that this instant is in. */
export function startOfDay(instant: number, zone: string): number {
  const wall = wallAt(instant, zone);
  return instantOf(wall - (((wall % day) + day) % day), zone);
}

/** The first instant after `from`, and not after `until`, with another offset than `from`; `until` when there is none. */
export function transitionBetween(from: number, until: number, zone: string): number {
  const before = offsetAt(from, zone);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** The changes of the zone's clocks within this time, at most a year or so at a time. */
export function transitions(from: number, until: number, zone: string): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < until; at += day)
    if (offsetAt(at, zone) !== offsetAt(at + day, zone)) found.push(transitionBetween(at, at + day, zone));
  return found;
}
