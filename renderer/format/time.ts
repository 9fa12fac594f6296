import { countdown } from "./duration.ts";

const minute = 60_000;
const hour = 3_600_000;
/** Minutes that are kept as they are written: more than a window shows at once. */
const mostKept = 4_000;

/** A minute, as a zone writes it. */
type Minute = {
  readonly year: number;
  readonly month: string;
  readonly day: number;
  readonly weekday: string;
  readonly clock: string;
  /** Days since the epoch as the wall calendar of the zone counts them. */
  readonly dayNumber: number;
};

/**
 * Writes times as the wall clock of one zone shows them. Formatters are costly to make and to use (20 µs a time), so one is
 * kept for as long as this object lives, and what it wrote for a while: rows that are scrolled to have several times each,
 * most of them near to each other.
 *
 * @param zone IANA name; a name that this machine does not know falls back to its own zone
 */
export function createTimeFormat(zone: string) {
  const formatter = createFormatter(zone);
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  const kept = new Map<number, Minute>();

  const parts = (at: number): Minute => {
    const key = Math.floor(at / minute);
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= mostKept) kept.clear();
    const written = write(at);
    kept.set(key, written);
    return written;
  };

  const write = (at: number): Minute => {
    const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of formatter.formatToParts(at)) found[type] = value;
    const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
    return {
      year,
      month: months[month - 1] ?? "",
      day,
      weekday: found.weekday ?? "",
      clock: `${found.hour}:${found.minute}`,
      dayNumber: Math.round(Date.UTC(year, month - 1, day) / (24 * hour)),
    };
  };

  const dayWord = (at: Minute, now: Minute): string => {
    const away = at.dayNumber - now.dayNumber;
    if (away === 0) return "Today";
    if (away === -1) return "Yesterday";
    if (away === 1) return "Tomorrow";
    if (away > -7 && away < 7) return at.weekday;
    return at.year === now.year ? `${at.day} ${at.month}` : `${at.day} ${at.month} ${at.year}`;
  };

  const dayShort = (at: number, now: number): string => {
    const then = parts(at);
    const word = dayWord(then, parts(now));
    return `${["Today", "Yesterday", "Tomorrow"].includes(word) ? word.toLowerCase() : word} ${then.clock}`;
  };

  return {
    zone,
    /** "21:04" */
    clock: (at: number): string => parts(at).clock,
    /** "21:04:09.120": a line of a log. */
    logClock: (at: number): string => {
      return `${parts(at).clock}:${seconds(at)}.${String(((at % 1_000) + 1_000) % 1_000).padStart(3, "0")}`;
    },
    /** "Today 00:00:00", "Yesterday 18:22:05", "Sat 09:14:00", "12 Nov 09:14:00". */
    dayClock: (at: number, now: number): string => {
      const then = parts(at);
      return `${dayWord(then, parts(now))} ${then.clock}:${seconds(at)}`;
    },
    /** "today 00:00", "tomorrow 07:00", "Sat 07:00", "12 Dec 07:00". */
    dayShort,
    /** "21:48", "tomorrow 07:00", "Sat 07:00", "12 Dec 07:00": behind "until", where today goes without saying. */
    moment: (at: number, now: number): string => dayShort(at, now).replace(/^today /, ""),
    /** "Tue 24 Nov, 00:00": a time to come. The year is named when it is not the current one. */
    date: (at: number, now: number): string => {
      const then = parts(at);
      const year = then.year === parts(now).year ? "" : ` ${then.year}`;
      return `${then.weekday} ${then.day} ${then.month}${year}, ${then.clock}`;
    },
    /** "Tue 24 Nov 2026, 00:00:00 (Europe/Berlin)": everything, for a tooltip. */
    full: (at: number): string => {
      const then = parts(at);
      return `${then.weekday} ${then.day} ${then.month} ${then.year}, ${then.clock}:${seconds(at)} (${zone})`;
    },
    /** The next time of a job in a list, all of about one width: "24 s", "42 m", "3 h 12 m", "18:30", "Sat 07:00", "24 Dec". */
    untilShort: (at: number, now: number): string => {
      if (at - now < 10 * hour) return countdown(at - now);
      const then = parts(at);
      const word = dayWord(then, parts(now));
      if (word === "Today") return then.clock;
      const away = then.dayNumber - parts(now).dayNumber;
      return away < 7 ? `${then.weekday} ${then.clock}` : word;
    },
    /** How long ago: "now", "24 s ago", "42 m ago", "3 h ago", then the day. */
    sinceShort: (at: number, now: number): string => {
      const ago = now - at;
      if (ago < 1_000) return "now";
      if (ago < hour) return `${countdown(ago)} ago`;
      const then = parts(at);
      const word = dayWord(then, parts(now));
      return word === "Today" ? then.clock : word === "Yesterday" ? `yesterday ${then.clock}` : `${word} ${then.clock}`;
    },
  };
}

export type TimeFormat = ReturnType<typeof createTimeFormat>;

/** Keeps one format per zone. */
export function createTimeFormats() {
  const formats = new Map<string, TimeFormat>();
  return (zone: string): TimeFormat => {
    const known = formats.get(zone);
    if (known) return known;
    const made = createTimeFormat(zone);
    formats.set(zone, made);
    return made;
  };
}

export type TimeFormats = ReturnType<typeof createTimeFormats>;

/** The same in every zone: the clocks of all are whole minutes from each other, since 1972. */
function seconds(at: number): string {
  return String(new Date(at).getUTCSeconds()).padStart(2, "0");
}

function createFormatter(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  } catch {
    // Zone names come and go with the time zone database; the window stays readable with the machine's own.
    return new Intl.DateTimeFormat("en-GB", options);
  }
}
