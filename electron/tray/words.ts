const hour = 3_600_000;
const day = 24 * hour;

/**
 * How far away a time is: "at 21:45" within the hour, else "in 3 h", "in 2 days", rounded down. Nothing finer: a menu that
 * stays as it is for minutes would soon be wrong, and on Linux nobody is told when it is opened.
 */
export function inWords(at: number, now: number): string {
  const away = at - now;
  if (away < hour) return away <= 0 ? "now" : `at ${timeOfDay(new Date(at))}`;
  if (away < 2 * day) return `in ${Math.floor(away / hour)} h`;
  return `in ${Math.floor(away / day)} days`;
}

/** Milliseconds until `inWords` says something else. */
export function wordsLastMs(at: number, now: number): number {
  const away = at - now;
  if (away < hour) return Math.max(1_000, away);
  return (away % (away < 2 * day ? hour : day)) + 1;
}

/** The local time of day, with the weekday when it is not today: "18:00", "Tue 00:00". */
export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = timeOfDay(date);
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.getDay()]} ${time}`;
}

function timeOfDay(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** "1 run", "3 runs". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One line of at most `limit` characters; what is cut is marked. Tray menus grow as wide as their longest line. */
export function oneLine(text: string, limit: number = 60): string {
  const line = text.split(/\r?\n/, 1)[0]?.trim() ?? "";
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}
