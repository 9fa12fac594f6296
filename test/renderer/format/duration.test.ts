import { describe, expect, it } from "vitest";
import { countdown, duration, elapsed } from "../../../renderer/format/duration.ts";

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [850, "850 ms"],
    [999, "999 ms"],
    [1_000, "1 s"],
    [4_250, "4.2 s"],
    [9_999, "9.9 s"],
    [11_000, "11 s"],
    [59_999, "59 s"],
    [60_000, "1 m"],
    [161_006, "2 m 41 s"],
    [64_000, "1 m 04 s"],
    [3_600_000, "1 h"],
    [6_000_000, "1 h 40 m"],
    [86_400_000, "1 d"],
    [183_600_000, "2 d 3 h"],
  ])("writes %i ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it("takes a negative value, from a clock that was set back, for nothing", () => {
    expect(duration(-5)).toBe("0 ms");
    expect(countdown(-5)).toBe("0 s");
  });
});

describe("countdown", () => {
  it("has one unit below an hour, so that it does not flicker, and two above", () => {
    expect(countdown(24_900)).toBe("24 s");
    expect(countdown(42 * 60_000 + 59_000)).toBe("42 m");
    expect(countdown(11_520_000)).toBe("3 h 12 m");
  });
});

describe("elapsed", () => {
  it("counts whole seconds, then minutes with their seconds", () => {
    expect(elapsed(4_250)).toBe("4 s");
    expect(elapsed(161_006)).toBe("2 m 41 s");
  });
});
