import { describe, expect, it } from "vitest";
import { nextZoom } from "../../../electron/windows/zoom.ts";

describe("nextZoom", () => {
  it("steps to 200 % and to 50 %, and no further", () => {
    expect(nextZoom(1, "in")).toBe(1.1);
    expect(nextZoom(1.3, "in")).toBe(1.5);
    expect(nextZoom(2, "in")).toBe(2);
    expect(nextZoom(1, "out")).toBe(0.9);
    expect(nextZoom(0.5, "out")).toBe(0.5);
    expect(nextZoom(1.75, "reset")).toBe(1);
  });
});
