import fc from "fast-check";
import { expect, it } from "vitest";
import { atWallTime, wallTime } from "../../../renderer/format/wall-time.ts";

const zones = ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC"];

it("finds the time that the clocks show, but for the hour that is there twice", () =>
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 29_000_000, max: 32_000_000 }), (zone, minutes) => {
      const at = minutes * 60_000;
      const found = atWallTime(wallTime(at, zone), zone) ?? Number.NaN;
      expect(wallTime(found, zone)).toBe(wallTime(at, zone));
      expect(at - found).toBeGreaterThanOrEqual(0);
    }),
  ));

it("takes the time after the jump for one that the clocks leave out", () =>
  expect(new Date(atWallTime("2027-03-28T02:30", "Europe/Berlin") ?? 0).toISOString()).toBe(
    "2027-03-28T01:30:00.000Z",
  ));

it.each(["", "2026-13-01T00:00", "tomorrow"])("%s is no time", (text) => expect(atWallTime(text, "UTC")).toBeNull());
