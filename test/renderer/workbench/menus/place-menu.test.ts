import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeMenu } from "../../../../renderer/workbench/menus/place-menu.ts";

const view = { width: 800, height: 600 };
const at = (left: number, top: number) => ({ left, right: left, top, bottom: top });

describe("placeMenu", () => {
  it("goes beneath the pointer, and turns where there is no room", () => {
    expect(placeMenu(at(100, 100), { width: 200, height: 300 }, view, "below")).toMatchObject({ left: 100, top: 100 });
    expect(placeMenu(at(750, 500), { width: 200, height: 300 }, view, "below")).toMatchObject({ left: 550, top: 200 });
  });

  it("goes beside its line, or to the other side of it", () => {
    const line = { left: 500, right: 700, top: 50, bottom: 74 };
    expect(placeMenu(line, { width: 90, height: 100 }, view, "beside")).toMatchObject({ left: 700, top: 50 });
    expect(placeMenu(line, { width: 200, height: 100 }, view, "beside")).toMatchObject({ left: 300, top: 50 });
  });

  it("is always within the window", () => {
    const length = fc.integer({ min: 20, max: 500 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 600 }),
        length,
        length,
        (x, y, width, height) => {
          const { left, top } = placeMenu(at(x, y), { width, height }, view, "below");
          expect(left).toBeGreaterThanOrEqual(4);
          expect(top).toBeGreaterThanOrEqual(4);
          expect(left + width).toBeLessThanOrEqual(view.width - 4);
          expect(top + height).toBeLessThanOrEqual(view.height - 4);
        },
      ),
    );
  });
});
