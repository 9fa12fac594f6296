type WallClock = {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** May be outside of the month: the 32nd is the first of the next. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

/** The moment at which the clocks of a zone show this, as UTC milliseconds. */
export function zonedTime({ year, month, day, hour, minute }: WallClock, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  // The offset that holds there is known only once it is known where that is: the second look is right but for the hour
  // that the clocks are set by.
  const near = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(near, zone);
}

/** The start of the day of a zone that `at` is in, or of one so many days away. */
export function dayStart(at: number, zone: string, daysAway = 0): number {
  const wall = new Date(at + offsetAt(at, zone));
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate() + daysAway];
  return zonedTime({ year, month, day, hour: 0, minute: 0 }, zone);
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
function offsetAt(at: number, zone: string): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes, seconds] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name ?? "") ?? [];
  if (sign === undefined) return 0;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === "-" ? -ms : ms;
}
