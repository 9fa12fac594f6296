import { describe, expect, it } from "vitest";
import { nextTime, nextTimes, timesBetween } from "../../../jobs/schedule/next-times.ts";
import { wallAt } from "../../../jobs/schedule/wall-clock.ts";
import { validateZone } from "../../../jobs/schedule/zones.ts";

const at = (text: string): number => Date.parse(text);
const texts = (times: readonly number[]): readonly string[] => times.map((time) => new Date(time).toISOString());
const cron = (pattern: string) => ({ kind: "cron", pattern }) as const;
const hours = "Europe/Berlin";

describe("the next times", () => {
  it("have a single date once, and never after it", () => {
    const when = { kind: "once", at: 1_000 } as const;
    expect(nextTimes({ when, zone: "UTC", fromMs: 999, count: 3 })).toEqual([1_000]);
    expect(nextTime({ when, zone: "UTC", fromMs: 1_000 })).toBeNull();
  });

  it("follow an interval from its anchor, before it as well as after it", () => {
    const when = { kind: "interval", everyMs: 10, anchorAt: 5 } as const;
    expect(timesBetween({ when, zone: "UTC", afterMs: -16, untilMs: 15, limit: 10 })).toEqual([-15, -5, 5, 15]);
    expect(timesBetween({ when, zone: "UTC", afterMs: 5, untilMs: 1_000, limit: 2 })).toEqual([15, 25]);
  });

  it.each(["0 0 31 2 *", "0 * 31 2 *"])("has none for %s", (pattern) => {
    expect(nextTime({ when: cron(pattern), zone: hours, fromMs: 0 })).toBeNull();
  });

  it("do not fire a fixed time again when the clocks show it twice", () => {
    const fromMs = at("2026-10-25T00:30Z");
    expect(texts(nextTimes({ when: cron("30 2 * * *"), zone: hours, fromMs: fromMs - 1, count: 2 }))).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
    expect(nextTime({ when: cron("30 2 * * *"), zone: hours, fromMs: at("2026-10-25T01:10Z") })).toBe(
      at("2026-10-26T01:30Z"),
    );
  });

  it.each(["30 * * * *", "30 0-23 * * *", "30 0-11,12-23 * * *", "30 */1,5 * * *", "30 */2,1-23/2 * * *"])(
    "of %s follow elapsed time through the repeated hour, however every hour is written",
    (pattern) => {
      const when = { kind: "cron", pattern } as const;
      const times = nextTimes({ when, zone: "Europe/Berlin", fromMs: Date.UTC(2026, 9, 24, 23), count: 3 });
      expect(times).toEqual([0, 1, 2].map((hour) => Date.UTC(2026, 9, 24, 23 + hour, 30)));
    },
  );

  it("of every hour on a date far ahead are those of the clocks of that date", () => {
    const fromMs = at("2026-11-24T12:00Z");
    expect(texts(nextTimes({ when: cron("0 * 1 7 *"), zone: hours, fromMs, count: 2 }))).toEqual([
      "2027-06-30T22:00:00.000Z",
      "2027-06-30T23:00:00.000Z",
    ]);
  });

  it("stay right when more patterns and zones are in use than are kept ready", () => {
    const zones = ["UTC", hours, "Asia/Kathmandu"];
    for (let index = 0; index < 1_500; index++) {
      const [minute, hour] = [index % 60, Math.floor(index / 60) % 24];
      const zone = zones[index % zones.length] ?? "UTC";
      const next = nextTime({ when: cron(`${minute} ${hour} ${1 + (index % 28)} * *`), zone, fromMs: 0 }) ?? 0;
      const wall = new Date(wallAt(next, zone));
      expect([wall.getUTCMinutes(), wall.getUTCHours(), wall.getUTCDate()]).toEqual([minute, hour, 1 + (index % 28)]);
    }
  });
});

describe("clocks", () => {
  it("are known for years before Christ, too", () => {
    const instant = Date.UTC(-400, 5, 1);
    expect(wallAt(instant, "UTC")).toBe(instant);
  });

  it("have no zone that is only an offset", () => {
    const checked = validateZone("+01:00");
    expect(checked.ok).toBe(false);
    expect(checked.ok || checked.error.message).toContain('no time zone "+01:00"');
  });
});
