import { describe, expect, it } from "vitest";
import { clockTime, counted, inWords, oneLine, wordsLastMs } from "../../../electron/tray/words.ts";

const hour = 3_600_000;
const now = new Date(2026, 10, 23, 21, 0).getTime();

describe("inWords", () => {
  it.each([
    [-5_000, "now"],
    [24_000, "at 21:00"],
    [45 * 60_000, "at 21:45"],
    [hour, "in 1 h"],
    [3 * hour + 12 * 60_000, "in 3 h"],
    [47 * hour, "in 47 h"],
    [72 * hour, "in 3 days"],
  ])("says %i ms from now as %s", (ms, words) => {
    expect(inWords(now + ms, now)).toBe(words);
  });
});

describe("wordsLastMs", () => {
  it.each([45 * 60_000, hour, 3 * hour, 3 * hour + 1, 48 * hour, 80 * hour])(
    "is the time after which %i ms are said in other words",
    (ms) => {
      const at = now + ms;
      const lasts = wordsLastMs(at, now);
      expect(inWords(at, now + lasts)).not.toBe(inWords(at, now));
      expect(inWords(at, now + lasts - 2)).toBe(inWords(at, now));
    },
  );
});

describe("clockTime", () => {
  it("names only the time today", () => {
    expect(clockTime(new Date(2026, 10, 23, 23, 5).getTime(), now)).toBe("23:05");
  });

  it("names the weekday on another day", () => {
    expect(clockTime(new Date(2026, 10, 24, 0, 0).getTime(), now)).toBe("Tue 00:00");
  });
});

describe("counted", () => {
  it("uses the plural for all but one", () => {
    expect([0, 1, 2].map((count) => counted(count, "run"))).toEqual(["0 runs", "1 run", "2 runs"]);
  });
});

describe("oneLine", () => {
  it("takes the first line and marks what it cuts", () => {
    expect(oneLine("  first \nsecond")).toBe("first");
    expect(oneLine("abcdefghij", 5)).toBe("abcd…");
  });
});
