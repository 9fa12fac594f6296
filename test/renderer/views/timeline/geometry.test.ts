import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import {
  anchorOf,
  stepZoom,
  ticksOf,
  timeAt,
  windowAround,
  xOf,
  zoomOf,
  zooms,
} from "../../../../renderer/views/timeline/geometry.ts";

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 27, 12);
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const zoom = fc.constantFrom(...zooms);
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"] as const;

describe("a place in the timeline", () => {
  it("leads back to its time", () => {
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: 1, max: 60 * day }),
        fc.integer({ min: 1, max: 4_000 }),
        time,
        (from, ms, width, at) => {
          const span = { from, to: from + ms };
          expect(Math.abs(timeAt(xOf(at, span, width), span, width) - at)).toBeLessThan(10);
        },
      ),
    );
  });

  it("is at the ends for the ends of the window", () => {
    const span = windowAround(noon, zoomOf("24h"), 0);
    expect([span.from, span.to]).toEqual([noon - day, noon + day]);
    expect([xOf(span.from, span, 500), xOf(noon, span, 500), xOf(span.to, span, 500)]).toEqual([0, 250, 500]);
  });

  it("moves with the pan, and nothing else does", () => {
    fc.assert(
      fc.property(time, zoom, fc.integer({ min: -day, max: day }), (anchor, each, panMs) => {
        const [still, moved] = [windowAround(anchor, each, 0), windowAround(anchor, each, panMs)];
        expect([moved.from - still.from, moved.to - still.to]).toEqual([panMs, panMs]);
      }),
    );
  });
});

describe("the anchor of the timeline", () => {
  it("stays near to now, and moves seldom", () => {
    fc.assert(
      fc.property(time, zoom, (now, each) => {
        const anchor = anchorOf(now, each);
        const partMs = (2 * each.reachMs) / 48;
        expect(now - anchor).toBeGreaterThanOrEqual(0);
        expect(now - anchor).toBeLessThan(partMs);
        expect(anchorOf(anchor, each)).toBe(anchor);
      }),
    );
  });
});

describe("the zoom", () => {
  it("goes from one to the next, and stops at the ends", () => {
    expect(stepZoom("24h", -1)).toBe("6h");
    expect(stepZoom("24h", 1)).toBe("7d");
    expect(stepZoom("6h", -1)).toBe("6h");
    expect(stepZoom("30d", 1)).toBe("30d");
  });
});

describe("the lines of the grid", () => {
  const minutesIn = (zone: (typeof zones)[number]) => {
    const format = createTimeFormat(zone);
    return (at: number) => {
      const [hours = 0, minutes = 0] = format.clock(at).split(":").map(Number);
      return hours * 60 + minutes;
    };
  };

  it.each(zones)("are in order, apart, inside, and at full quarters of an hour in %s", (zone) => {
    const clockMinutes = minutesIn(zone);
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), zoom, (anchor, each) => {
        const span = windowAround(anchor, each, 0);
        const ticks = ticksOf(span, { width: 900, leastGap: 70, clockMinutes });
        expect(ticks.length).toBeGreaterThan(2);
        expect(ticks.length).toBeLessThan(40);
        for (const [index, { at, isDay }] of ticks.entries()) {
          expect(at).toBeGreaterThan(ticks[index - 1]?.at ?? span.from - 1);
          expect(at).toBeLessThan(span.to);
          expect(clockMinutes(at) % 15).toBe(0);
          expect(isDay).toBe(clockMinutes(at) === 0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("show midnight also on the days on which the clocks change", () => {
    const clockMinutes = minutesIn("Europe/Berlin");
    for (const change of [Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 9, 25, 12)]) {
      const ticks = ticksOf(
        { from: change - 3 * day, to: change + 3 * day },
        { width: 900, leastGap: 70, clockMinutes },
      );
      expect(ticks.filter(({ isDay }) => isDay).length).toBe(6);
    }
  });

  it("are none without a place to draw them", () => {
    expect(ticksOf({ from: 0, to: day }, { width: 0, leastGap: 70, clockMinutes: () => 0 })).toEqual([]);
  });
});
