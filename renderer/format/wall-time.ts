const formats = new Map<string, Intl.DateTimeFormat>();

/** "2026-12-24T18:00": what the zone's clocks show, as a field for a date and a time takes it. */
export function wallTime(at: number, zone: string): string {
  const found: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) found[type] = value;
  return `${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}`;
}

/** The time at which the zone's clocks show this; null for what is no time. In the hour that is there twice, the first. */
export function atWallTime(text: string, zone: string): number | null {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (!Number.isFinite(wall)) return null;
  // Offsets a day to either side are those before and after any change of the clocks that can concern this time.
  const tried = [wall - 86_400_000, wall + 86_400_000].map((at) => wall - offsetAt(at, zone));
  return tried.sort((left, right) => left - right).find((at) => wallTime(at, zone) === text) ?? tried.at(-1) ?? null;
}

function offsetAt(at: number, zone: string): number {
  return Date.parse(`${wallTime(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const options = {
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
    hourCycle: "h23",
  } as const;
  const made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  formats.set(zone, made);
  return made;
}
