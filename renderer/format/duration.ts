const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long something took, in at most two units: "850 ms", "4.2 s", "11 s", "2 m 41 s", "1 h 40 m", "2 d 3 h".
 *
 * @param ms milliseconds; a negative value counts as 0
 */
export function duration(ms: number): string {
  const value = Math.max(0, ms);
  if (value < second) return `${Math.round(value)} ms`;
  if (value < 10 * second) return `${Math.floor(value / 100) / 10} s`;
  if (value < minute) return `${Math.floor(value / second)} s`;
  if (value < hour) return twoUnits(value, { size: minute, unit: "m" }, { size: second, unit: "s" });
  if (value < day) return twoUnits(value, { size: hour, unit: "h" }, { size: minute, unit: "m" });
  return twoUnits(value, { size: day, unit: "d" }, { size: hour, unit: "h" });
}

/**
 * How far away a time is: "24 s", "42 m", "3 h 12 m", "1 d 3 h". Like `duration`, but without tenths, and below an hour
 * with one unit only, since it is drawn anew every second.
 */
export function countdown(ms: number): string {
  const value = Math.max(0, ms);
  if (value < minute) return `${Math.floor(value / second)} s`;
  if (value < hour) return `${Math.floor(value / minute)} m`;
  return duration(value);
}

/** How long something has been going on. Without tenths: it is drawn anew every second. */
export function elapsed(ms: number): string {
  return ms < minute ? countdown(ms) : duration(ms);
}

type Unit = { readonly size: number; readonly unit: string };

function twoUnits(ms: number, large: Unit, small: Unit): string {
  const whole = Math.floor(ms / large.size);
  const rest = Math.floor((ms % large.size) / small.size);
  if (rest === 0) return `${whole} ${large.unit}`;
  const padded = large.unit === "d" ? String(rest) : String(rest).padStart(2, "0");
  return `${whole} ${large.unit} ${padded} ${small.unit}`;
}
