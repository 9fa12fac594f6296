import { describe, expect, it } from "vitest";
import { nextIndex } from "../../../renderer/components/roving.ts";

describe("nextIndex", () => {
  const at = (key: string, index: number, orientation: "vertical" | "horizontal" = "vertical") =>
    nextIndex(key, { index, count: 3, orientation });

  it("moves by arrows, Home and End, and stops at the ends", () => {
    expect([at("ArrowDown", 0), at("ArrowDown", 2), at("ArrowUp", 0), at("Home", 2), at("End", 0)]).toEqual([
      1, 2, 0, 0, 2,
    ]);
    expect(at("ArrowRight", 0, "horizontal")).toBe(1);
  });

  it("leaves other keys alone", () => {
    expect(at("Enter", 0)).toBeUndefined();
    expect(at("ArrowRight", 0)).toBeUndefined();
    expect(nextIndex("ArrowDown", { index: 0, count: 0, orientation: "vertical" })).toBeUndefined();
  });
});
