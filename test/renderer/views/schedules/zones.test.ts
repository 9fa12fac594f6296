import { describe, expect, it } from "vitest";
import { findZones, offsetOf, zoneNames } from "../../../../renderer/views/schedules/zones.ts";

const names = zoneNames("Europe/Berlin", Intl.supportedValuesOf("timeZone"));
const now = Date.UTC(2026, 10, 28);
const find = (typed: string) => findZones(names, typed, "Europe/Berlin", now).map(({ value }) => value);

describe("findZones", () => {
  it("offers the host's zone and UTC first while nothing is typed", () =>
    expect(find("").slice(0, 2).sort()).toEqual(["Europe/Berlin", "UTC"]));

  it("finds a place by its name, written as people do", () => {
    expect(find("new york")[0]).toBe("America/New_York");
    expect(find("berl")).toEqual(["Europe/Berlin"]);
    expect(find("nowhere at all")).toEqual([]);
  });

  it("finds zones by their distance from Greenwich", () => expect(find("utc+5:45")).toEqual(["Asia/Katmandu"]));
});

it("zoneNames holds UTC and the zone in use even where the machine does not list them", () =>
  expect(zoneNames("Mars/Olympus", ["Europe/Berlin", "UTC"])).toEqual(["Europe/Berlin", "Mars/Olympus", "UTC"]));

it("a zone that is not known has no distance", () => expect(offsetOf("Mars/Olympus", now)).toBe(""));
