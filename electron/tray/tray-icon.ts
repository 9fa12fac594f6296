import path from "node:path";
import type { NativeTheme } from "electron";
import type { TrayLook } from "./tray-state.ts";

/** How the panel that holds the icon is: an icon for `any` can be seen on all. */
export type PanelTone = "dark" | "light" | "any";

/**
 * The image file of a look; Electron finds its `@2x` brother by itself. macOS colours the template by itself; elsewhere
 * the glyph has to stand out from the panel.
 */
export function trayIconFile(folder: string, look: TrayLook, platform: NodeJS.Platform, tone: PanelTone): string {
  if (platform === "darwin") return path.join(folder, `mac-${look}Template.png`);
  const system = platform === "win32" ? "windows" : "linux";
  return path.join(folder, `${system}-${look}-${tone}.png`);
}

export type PanelFacts = {
  readonly platform: NodeJS.Platform;
  /** `XDG_CURRENT_DESKTOP` */
  readonly desktop: string | undefined;
  readonly theme: Pick<NativeTheme, "themeSource" | "shouldUseDarkColors" | "shouldUseDarkColorsForSystemIntegratedUI">;
};

/**
 * Windows says how its task bar is. GNOME's panel is black whatever the theme; those of other desktops follow theirs, which
 * cannot be asked for while the window has a theme of its own.
 */
export function panelTone({ platform, desktop, theme }: PanelFacts): PanelTone {
  if (platform === "win32") return theme.shouldUseDarkColorsForSystemIntegratedUI ? "dark" : "light";
  if (desktop?.toUpperCase().includes("GNOME")) return "dark";
  if (theme.themeSource !== "system") return "any";
  return theme.shouldUseDarkColors ? "dark" : "light";
}
