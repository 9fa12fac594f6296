import { describe, expect, it } from "vitest";
import { nextTimes } from "../../../jobs/schedule/next-times.ts";

/*
 * An oracle that shares nothing with the program: it walks through every minute around a change of clocks, asks the
 * runtime what the clocks show, and applies the rule of docs/schedules.md to that.
 */

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 1);
const end = Date.UTC(2028, 10, 1);

type Pattern = {
  readonly text: string;
  readonly hourly: boolean;
  readonly fits: (hour: number, minute: number) => boolean;
};

const patterns: readonly Pattern[] = [
  { text: "30 2 * * *", hourly: false, fits: (h, m) => h === 2 && m === 30 },
  { text: "0 0 * * *", hourly: false, fits: (h, m) => h === 0 && m === 0 },
  { text: "15 2,3 * * *", hourly: false, fits: (h, m) => (h === 2 || h === 3) && m === 15 },
  { text: "30 1,2,3 * * *", hourly: false, fits: (h, m) => h >= 1 && h <= 3 && m === 30 },
  { text: "*/20 0-4 * * *", hourly: false, fits: (h, m) => h <= 4 && m % 20 === 0 },
  { text: "*/15 * * * *", hourly: true, fits: (_, m) => m % 15 === 0 },
  { text: "0 * * * *", hourly: true, fits: (_, m) => m === 0 },
  { text: "0 */2 * * *", hourly: false, fits: (h, m) => h % 2 === 0 && m === 0 },
];

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of the zone show, as a sortable number of minutes. */
function shown(instant: number, zone: string): number {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(zone, clock);
  return Date.parse(`${clock.format(instant).replace(" ", "T")}Z`) / minute;
}

/** The hour, to the hour, before which the clocks of the zone change. */
function changesOf(zone: string): readonly number[] {
  const offset = (at: number) => shown(at, zone) - at / minute;
  const found: number[] = [];
  for (let day = start; day < end; day += 24 * hour) {
    if (offset(day) === offset(day + 24 * hour)) continue;
    let at = day;
    while (offset(at + hour) === offset(day)) at += hour;
    found.push(at + hour);
  }
  return found;
}

/** All times of the pattern within a window, from the minutes that the clocks show in it. */
function expected({ hourly, fits }: Pattern, minutes: readonly { at: number; wall: number }[]): readonly number[] {
  const fitting = (wall: number) => fits(Math.floor(wall / 60) % 24, wall % 60);
  if (hourly) return minutes.filter(({ wall }) => fitting(wall)).map(({ at }) => at);
  const first = new Map<number, number>();
  for (const { at, wall } of minutes) if (!first.has(wall)) first.set(wall, at);
  const times = new Set<number>();
  const walls = minutes.map(({ wall }) => wall);
  for (let wall = Math.min(...walls); wall <= Math.max(...walls); wall++) {
    if (!fitting(wall)) continue;
    const at = first.get(wall) ?? minutes.find((each) => each.wall > wall)?.at;
    if (at !== undefined) times.add(at);
  }
  return [...times].sort((a, b) => a - b);
}

const zones = Intl.supportedValuesOf("timeZone");
/** What the clocks show in every minute of some hours around each change. */
const windows = zones.flatMap((zone) =>
  changesOf(zone).map((change) => ({
    zone,
    from: change - 3 * hour,
    until: change + 4 * hour,
    minutes: Array.from({ length: 9 * 60 }, (_, index) => change - 4 * hour + index * minute).map((at) => ({
      at,
      wall: shown(at, zone),
    })),
  })),
);

describe("times around a change of the clocks", () => {
  it("knows zones that change and zones that do not", () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(windows.length).toBeGreaterThan(400);
    expect(new Set(windows.map(({ zone }) => zone)).size).toBeLessThan(zones.length);
  });

  it.each(patterns)("are those of the oracle in every zone for two years: $text", (pattern) => {
    const wrong: string[] = [];
    for (const { zone, from, until, minutes } of windows) {
      const want = expected(pattern, minutes).filter((at) => at > from && at <= until);
      const got = nextTimes({ when: { kind: "cron", pattern: pattern.text }, zone, fromMs: from, count: 40 });
      const inside = got.filter((at) => at <= until);
      if (JSON.stringify(inside) !== JSON.stringify(want)) wrong.push(`${zone} ${new Date(from).toISOString()}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [
      "a fixed time in the gap runs once, at the first valid instant",
      "30 2 * * *",
      "2027-03-27T12:00Z",
      "2027-03-28T01:00Z",
    ],
    ["a fixed time in the overlap runs once, the first time", "30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z"],
    ["midnight that is jumped over runs at one", "0 0 * * *", "2027-03-27T12:00Z", "2027-03-27T22:00Z", "Asia/Beirut"],
  ])("says the rule: %s", (_rule, pattern, from, want, zone = "Europe/Berlin") => {
    const [next = 0] = nextTimes({ when: { kind: "cron", pattern }, zone, fromMs: Date.parse(from), count: 1 });
    expect(new Date(next).toISOString()).toBe(new Date(want).toISOString());
  });

  it("runs every hour of elapsed time through both nights", () => {
    const when = { kind: "cron", pattern: "0 * * * *" } as const;
    for (const from of ["2026-10-24T20:00Z", "2027-03-27T20:00Z"]) {
      const times = nextTimes({ when, zone: "Europe/Berlin", fromMs: Date.parse(from), count: 12 });
      expect(times.map((at) => (at - Date.parse(from)) / hour)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }
  });
});
