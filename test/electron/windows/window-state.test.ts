import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fitToDisplays, readWindowState, saveWindowState } from "../../../electron/windows/window-state.ts";
import { tempHome } from "../../support/temp-home.ts";

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 1000 };
const state = { x: 2000, y: 50, width: 1000, height: 700, maximized: false };

describe("fitToDisplays", () => {
  it("leaves a window where it was", () => {
    expect(fitToDisplays(state, [primary, second])).toEqual(state);
  });

  it("lets the system place a window whose display is gone", () => {
    expect(fitToDisplays(state, [primary])).toEqual({ ...state, x: undefined, y: undefined });
  });

  it.each([
    { x: 1900, y: 50 },
    { x: -990, y: 50 },
    { x: 100, y: 1030 },
    { x: 100, y: -600 },
  ])("does not leave it where its title bar cannot be grasped: %j", (place) => {
    expect(fitToDisplays({ ...state, ...place }, [primary])).toMatchObject({ x: undefined, y: undefined });
  });

  it("pulls the title bar down onto the display", () => {
    expect(fitToDisplays({ ...state, x: 100, y: -20 }, [primary])).toMatchObject({ x: 100, y: 0 });
  });

  it("makes it no larger than the display and no smaller than is of use", () => {
    expect(fitToDisplays({ ...state, x: 0, y: 0, width: 9_000, height: 9_000 }, [primary])).toMatchObject({
      width: 1920,
      height: 1040,
    });
    expect(fitToDisplays({ ...state, x: 0, y: 0, width: 10, height: 10 }, [primary])).toMatchObject({
      width: 640,
      height: 400,
    });
  });

  it("works with no display at all", () => {
    expect(fitToDisplays(state, [])).toMatchObject({ x: undefined, width: 1000 });
  });
});

describe("the remembered window", () => {
  it("comes back as it was saved", async () => {
    const file = path.join(tempHome(), "electron", "window.json");
    await saveWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  it.each(["", "[]", '{"width":-5,"height":1,"maximized":false}', '{"width":1e999,"height":5,"maximized":true}'])(
    "begins anew when the file says nonsense: %j",
    async (content) => {
      const file = path.join(tempHome(), "window.json");
      writeFileSync(file, content);
      expect(readWindowState(file)).toEqual({ width: 1280, height: 800, maximized: false });
    },
  );
});
