import { describe, expect, it } from "vitest";
import { clockTime, counted, inWords, oneLine } from "../../../electron/tray/words.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("inWords", () => {
  it.each([
    [-5_000, "now"],
    [999, "now"],
    [24_000, "in 24 s"],
    [8 * minute + 59_999, "in 8 min"],
    [hour, "in 1 h"],
    [100 * minute, "in 1 h 40 min"],
    [3 * hour + 12 * minute, "in 3 h"],
    [47 * hour, "in 47 h"],
    [72 * hour, "in 3 days"],
  ])("says %i ms as %s", (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });
});

describe("clockTime", () => {
  const now = new Date(2026, 10, 23, 21, 0).getTime();

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
