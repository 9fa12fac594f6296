import type { BrowserWindowConstructorOptions } from "electron";
import type { FrameColours } from "../../jobs/model/theme.ts";

/** Height of the title bar that the page draws, as in VS Code. */
const titleBarHeight = 35;

export function overlayFor(
  { titleBar, symbols }: FrameColours,
  zoom: number,
): { color: string; symbolColor: string; height: number } {
  // One pixel less than the bar: its bottom border is the page's.
  return { color: titleBar, symbolColor: symbols, height: Math.round(titleBarHeight * zoom) - 1 };
}

/** No native title bar: the page draws it, the system draws the window's buttons over it. */
export function frameFor(
  platform: NodeJS.Platform,
  colours: FrameColours,
  zoom: number,
): BrowserWindowConstructorOptions {
  if (platform === "darwin") return { titleBarStyle: "hidden", trafficLightPosition: { x: 10, y: 10 } };
  return { titleBarStyle: "hidden", titleBarOverlay: overlayFor(colours, zoom) };
}
