import path from "node:path";
import type { TrayLook } from "./tray-state.ts";

export type Panel = {
  readonly platform: NodeJS.Platform;
  /** True when the panel that holds the icon is dark. */
  readonly dark: boolean;
};

/**
 * The image file of a look; Electron finds its `@2x` brother by itself. macOS colours the template by itself; elsewhere
 * the glyph has to stand out from the panel.
 */
export function trayIconFile(folder: string, look: TrayLook, panel: Panel): string {
  if (panel.platform === "darwin") return path.join(folder, `mac-${look}Template.png`);
  const system = panel.platform === "win32" ? "windows" : "linux";
  return path.join(folder, `${system}-${look}-${panel.dark ? "dark" : "light"}.png`);
}

/**
 * Whether the panel is dark. GNOME's is black whatever the theme; others follow it.
 *
 * @param desktop `XDG_CURRENT_DESKTOP`
 */
export function isPanelDark(platform: NodeJS.Platform, desktop: string | undefined, themeIsDark: boolean): boolean {
  if (platform === "linux" && desktop?.toUpperCase().includes("GNOME")) return true;
  return themeIsDark;
}
