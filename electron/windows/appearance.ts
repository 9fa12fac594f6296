import type { BrowserWindowConstructorOptions } from "electron";

/** Height of the title bar that the page draws, as in VS Code. */
const titleBarHeight = 35;

/** The page's own colours of title bar and background, so that neither flashes before it has drawn itself. */
export type Colours = { readonly background: string; readonly titleBar: string; readonly symbols: string };

export function coloursFor(dark: boolean): Colours {
  return dark
    ? { background: "#1f1f1f", titleBar: "#181818", symbols: "#cccccc" }
    : { background: "#ffffff", titleBar: "#f8f8f8", symbols: "#3b3b3b" };
}

/** @param zoom of the page: its title bar grows with it */
export function overlayFor(dark: boolean, zoom: number): { color: string; symbolColor: string; height: number } {
  const { titleBar, symbols } = coloursFor(dark);
  // One pixel less than the bar: its bottom border is the page's.
  return { color: titleBar, symbolColor: symbols, height: Math.round(titleBarHeight * zoom) - 1 };
}

/** No native title bar: the page draws it, the system draws the window's buttons over it. */
export function frameFor(platform: NodeJS.Platform, dark: boolean, zoom: number): BrowserWindowConstructorOptions {
  if (platform === "darwin") return { titleBarStyle: "hidden", trafficLightPosition: { x: 10, y: 10 } };
  return { titleBarStyle: "hidden", titleBarOverlay: overlayFor(dark, zoom) };
}
