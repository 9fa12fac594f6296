import type { Menu } from "electron";
import type { NativeMenuEntry } from "../../jobs/api/shell.ts";
import { menuBarTemplate } from "./menu-bar.ts";

/**
 * macOS takes the keys for copy, paste and quit from this menu until the page has said what else is in it. Elsewhere the
 * page draws its own, and null keeps Electron from adding one with a reload and developer tools in it.
 */
export function setApplicationMenu(menu: typeof Menu, platform: NodeJS.Platform): void {
  if (platform !== "darwin") menu.setApplicationMenu(null);
  else
    menu.setApplicationMenu(
      menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }]),
    );
}

/** The page's own menus in the place of those, on macOS. */
export function showMenuBar(
  menu: typeof Menu,
  platform: NodeJS.Platform,
  menus: readonly NativeMenuEntry[],
  run: (command: string, subject: string | undefined) => void,
): void {
  if (platform === "darwin") menu.setApplicationMenu(menu.buildFromTemplate(menuBarTemplate(menus, run)));
}
