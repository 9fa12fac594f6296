import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type PanelFacts, panelTone, trayIconFile } from "../../../electron/tray/tray-icon.ts";
import { root } from "../../support/paths.ts";

type Theme = PanelFacts["theme"];

const theme = (themeSource: Theme["themeSource"], dark: boolean, taskBarIsDark = false): Theme => ({
  ...{ themeSource, shouldUseDarkColors: dark, shouldUseDarkColorsForSystemIntegratedUI: taskBarIsDark },
});

describe("the icon in the tray", () => {
  it.each([
    ["follows a dark desktop", "linux", "KDE", theme("system", true), "dark"],
    ["follows a light desktop", "linux", "KDE", theme("system", false), "light"],
    ["is one for any panel while the window has a dark theme of its own", "linux", "KDE", theme("dark", true), "any"],
    [
      "is one for any panel while the window has a light theme of its own",
      "linux",
      "XFCE",
      theme("light", false),
      "any",
    ],
    ["is a light one on GNOME's black panel", "linux", "ubuntu:GNOME", theme("light", false), "dark"],
    [
      "follows the task bar of Windows, whatever the window looks like",
      "win32",
      undefined,
      theme("light", false, true),
      "dark",
    ],
    ["follows a light task bar, too", "win32", undefined, theme("dark", true, false), "light"],
  ] as const)("%s", (_what, platform, desktop, shown, tone) => {
    expect(panelTone({ platform, desktop, theme: shown })).toBe(tone);
  });

  it("is there for every look and panel", () => {
    const folder = path.join(root, "resources", "icons", "tray");
    for (const look of ["idle", "running", "failing", "paused"] as const)
      for (const [platform, tone] of [
        ["linux", "dark"],
        ["linux", "light"],
        ["linux", "any"],
        ["win32", "dark"],
        ["win32", "light"],
        ["darwin", "any"],
      ] as const)
        expect(existsSync(trayIconFile(folder, look, platform, tone)), `${platform} ${look} ${tone}`).toBe(true);
  });
});
