import { describe, expect, it } from "vitest";
import { tempHome } from "../support/temp-home.ts";
import { chaos } from "./chaos.ts";

describe("a host that is killed again and again", () => {
  it("loses nothing and does nothing twice, in 50 kills at random times and at every point of its work", {
    timeout: 600_000,
  }, async () => {
    const report = await chaos({ home: tempHome(), kills: 50, seed: 20_261_124 });
    expect(report).toMatchObject({ kills: 50, lost: 0, doubled: 0, damaged: 0, findings: [] });
    expect(report.slots).toBeGreaterThan(100);
    expect(report.runs).toBeGreaterThan(300);
  });
});
