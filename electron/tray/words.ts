const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How far away a time is, as short as the tray wants it: "in 24 s", "in 8 min", "in 1 h 40 min", "in 3 h", "in 2 days".
 * Minutes and longer are rounded down, so that nothing comes earlier than was said by more than its own unit.
 */
export function inWords(fromNowMs: number): string {
  if (fromNowMs < 1_000) return "now";
  if (fromNowMs < minute) return `in ${Math.floor(fromNowMs / 1_000)} s`;
  if (fromNowMs < hour) return `in ${Math.floor(fromNowMs / minute)} min`;
  if (fromNowMs < 2 * hour) return `in 1 h${minutesPastHour(fromNowMs)}`;
  if (fromNowMs < 2 * day) return `in ${Math.floor(fromNowMs / hour)} h`;
  return `in ${Math.floor(fromNowMs / day)} days`;
}

function minutesPastHour(ms: number): string {
  const minutes = Math.floor((ms % hour) / minute);
  return minutes === 0 ? "" : ` ${minutes} min`;
}

/** The local time of day, with the weekday when it is not today: "18:00", "Tue 00:00". */
export function clockTime(at: number, now: number): string {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.getDay()]} ${time}`;
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
