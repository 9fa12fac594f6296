import type { Menu } from "electron";

/**
 * macOS takes the keys for copy, paste and quit from this menu. Elsewhere the page draws its own, and null keeps Electron
 * from adding one with a reload and developer tools in it.
 */
export function setApplicationMenu(menu: typeof Menu, platform: NodeJS.Platform): void {
  if (platform !== "darwin") menu.setApplicationMenu(null);
  else
    menu.setApplicationMenu(
      menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }]),
    );
}
