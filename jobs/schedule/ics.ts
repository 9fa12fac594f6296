import { parseRule, type Rule } from "./ics-recurrence.ts";
import { validateZone } from "./zones.ts";

/** An event of a calendar file. Times are those of its own clocks. */
export type IcsEvent = {
  readonly name: string;
  readonly start: number;
  readonly lengthMs: number;
  /** IANA name; null: those of whoever looks. */
  readonly zone: string | null;
  readonly rule: Rule | null;
  /** Further starts (RDATE). */
  readonly also: readonly number[];
  /** Starts that are left out (EXDATE). */
  readonly except: readonly number[];
};

export type IcsFile =
  | { readonly ok: true; readonly events: readonly IcsEvent[]; readonly unread: number }
  | { readonly ok: false; readonly message: string };

type Property = { readonly name: string; readonly params: ReadonlyMap<string, string>; readonly value: string };
type Time = { readonly wall: number; readonly zone: string | null; readonly isDay: boolean };

const dayMs = 86_400_000;
const mostEvents = 5_000;
const longestName = 100;

/**
 * Reads a calendar file (RFC 5545) that somebody else wrote: whatever it holds, this neither throws nor takes long. Events
 * that cannot be understood are counted in `unread`.
 */
export function parseIcs(text: string): IcsFile {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r?\n/);
  if (
    lines
      .find((line) => line.trim() !== "")
      ?.trim()
      .toUpperCase() !== "BEGIN:VCALENDAR"
  )
    return { ok: false, message: "it is no calendar file: it does not begin with BEGIN:VCALENDAR" };
  const events: IcsEvent[] = [];
  let unread = 0;
  for (const properties of blocks(lines)) {
    if (textOf(properties, "STATUS")?.toUpperCase() === "CANCELLED") continue;
    const event = toEvent(properties);
    if (event && events.length < mostEvents) events.push(event);
    else unread += 1;
  }
  return { ok: true, events, unread };
}

/** The properties of each VEVENT, without those of alarms and the like within it. */
function* blocks(lines: readonly string[]): Generator<readonly Property[]> {
  let current: Property[] | undefined;
  let inner = 0;
  for (const line of lines) {
    const property = parseLine(line);
    if (!property) continue;
    const [isBegin, isEnd] = [property.name === "BEGIN", property.name === "END"];
    if (!current) {
      if (isBegin && property.value.toUpperCase() === "VEVENT") [current, inner] = [[], 0];
    } else if (isEnd && inner === 0) {
      yield current;
      current = undefined;
    } else if (isBegin || isEnd) inner += isBegin ? 1 : -1;
    else if (inner === 0) current.push(property);
  }
}

function parseLine(line: string): Property | undefined {
  const colon = endOfName(line);
  if (colon < 0) return undefined;
  const [name = "", ...params] = line.slice(0, colon).split(";");
  return {
    name: name.trim().toUpperCase(),
    params: new Map(params.map((param) => splitParam(param))),
    value: line.slice(colon + 1).trim(),
  };
}

/** The first colon that is not within quotes. */
function endOfName(line: string): number {
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') quoted = !quoted;
    else if (line[index] === ":" && !quoted) return index;
  }
  return -1;
}

function splitParam(param: string): [string, string] {
  const equals = param.indexOf("=");
  return [param.slice(0, Math.max(equals, 0)).toUpperCase(), param.slice(equals + 1).replaceAll('"', "")];
}

function toEvent(properties: readonly Property[]): IcsEvent | undefined {
  const start = timesOf(properties, "DTSTART")?.[0];
  const also = timesOf(properties, "RDATE");
  const except = timesOf(properties, "EXDATE");
  if (!start || !also || !except) return undefined;
  const ruleText = textOf(properties, "RRULE");
  // Whatever a rule counts in, its end is compared with the event's own clocks.
  const rule = ruleText === undefined ? null : parseRule(ruleText, (text) => untilOf(text));
  if (rule === undefined) return undefined;
  return {
    name: nameOf(textOf(properties, "SUMMARY")),
    ...{ start: start.wall, zone: start.zone, rule, lengthMs: lengthOf(properties, start) },
    also: also.map(({ wall }) => wall),
    except: except.map(({ wall }) => wall),
  };
}

function textOf(properties: readonly Property[], name: string): string | undefined {
  return properties.find((property) => property.name === name)?.value;
}

/** Undefined when one of them is no time. */
function timesOf(properties: readonly Property[], name: string): readonly Time[] | undefined {
  const times = properties
    .filter((property) => property.name === name)
    .flatMap(({ value, params }) => value.split(",").map((text) => parseTime(text, params.get("TZID"))));
  const good = times.filter((time) => time !== undefined);
  return good.length === times.length ? good : undefined;
}

function parseTime(text: string, zone: string | undefined): Time | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text.trim().toUpperCase());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const read = new Date(wall);
  if (year < 1000 || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59)
    return undefined;
  if (match[4] === undefined) return { wall, zone: null, isDay: true };
  if (match[7] === "Z") return { wall, zone: "UTC", isDay: false };
  // Some programs write names of their own for zones: then the clocks of whoever looks have to do.
  return { wall, zone: zone !== undefined && validateZone(zone).ok ? zone : null, isDay: false };
}

/** A day's end is its last moment. */
function untilOf(text: string): number | undefined {
  const time = parseTime(text, undefined);
  return time && (time.isDay ? time.wall + dayMs - 1 : time.wall);
}

/** A day has one day; a time without an end goes on to the end of its day. */
function lengthOf(properties: readonly Property[], start: Time): number {
  const usual = dayMs - (start.wall % dayMs);
  const end = timesOf(properties, "DTEND")?.[0];
  if (end) return end.wall > start.wall ? end.wall - start.wall : usual;
  const text = textOf(properties, "DURATION")?.toUpperCase() ?? "";
  const parts = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  if (!parts) return usual;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (weeks * 7 + days) * dayMs + (hours * 3_600 + minutes * 60 + seconds) * 1_000 || usual;
}

function nameOf(text: string | undefined): string {
  const plain = (text ?? "")
    .replace(/\\[nN]/g, " ")
    .replace(/\\(.)/g, "$1")
    // A name is shown in a terminal, too.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? "without a name" : plain.slice(0, longestName);
}
