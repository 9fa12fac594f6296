/** A part of every day, in minutes since local midnight. It may reach over midnight; `from` belongs to it, `to` does not. */
export type QuietHours = { readonly from: number; readonly to: number };

const form = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)$/;

/** Reads "22:00-07:00"; null when it is not of that form, or when nothing lies between the two. */
export function parseQuietHours(text: string): QuietHours | null {
  const found = form.exec(text.trim());
  if (!found) return null;
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map(Number);
  const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
  const to = (toHour ?? 0) * 60 + (toMinute ?? 0);
  return from === to ? null : { from, to };
}

/**
 * When the quiet hours that hold at `now` began and end, in UTC milliseconds; null when none hold. In local time: on the nights
 * on which the clocks change they are an hour longer or shorter.
 */
export function quietAt(
  { from, to }: QuietHours,
  now: number,
): { readonly since: number; readonly until: number } | null {
  const date = new Date(now);
  const local = (day: number, minutes: number) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, 0, minutes).getTime();
  // Those that began yesterday may still hold.
  for (const day of [0, -1]) {
    const since = local(day, from);
    const until = local(from < to ? day : day + 1, to);
    if (now >= since && now < until) return { since, until };
  }
  return null;
}
