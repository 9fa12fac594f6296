import { describe, expect, it } from "vitest";
import { pauseMs } from "../../../jobs/model/pause.ts";

const now = new Date(2026, 10, 23, 21, 0).getTime();
const hour = 3_600_000;

describe("pauseMs", () => {
  it("lasts an hour, until local midnight, or until resumed", () => {
    expect(pauseMs("hour", now)).toBe(hour);
    expect(pauseMs("tomorrow", now)).toBe(3 * hour);
    expect(pauseMs("resumed", now)).toBeUndefined();
  });

  it("is never shorter than the contract allows", () => {
    expect(pauseMs("tomorrow", new Date(2026, 10, 23, 23, 59, 59, 900).getTime())).toBe(1_000);
  });
});
