import { app, Menu, nativeImage, nativeTheme, Tray } from "electron";
import type { AppTrayOptions } from "./app-tray.ts";
import { panelTone, trayIconFile } from "./tray-icon.ts";
import type { TrayLook } from "./tray-state.ts";

type SystemTray = Pick<AppTrayOptions, "createTray" | "setImage" | "setMenu" | "setBadge">;

export type SystemTrayOptions = {
  readonly iconFolder: string;
  /** A click that the system does not use to open the menu. */
  readonly onClick: () => void;
};

/** The parts of the tray that only Electron can do. */
export function systemTray({ iconFolder, onClick }: SystemTrayOptions): SystemTray {
  const { platform } = process;
  const image = (look: TrayLook) => {
    const tone = panelTone({ platform, desktop: process.env.XDG_CURRENT_DESKTOP, theme: nativeTheme });
    return nativeImage.createFromPath(trayIconFile(iconFolder, look, platform, tone));
  };
  return {
    createTray: (look) => {
      const tray = new Tray(image(look));
      // On macOS a click opens the menu; the event comes all the same.
      if (platform !== "darwin") tray.on("click", onClick);
      return tray;
    },
    setImage: (tray, look) => tray.setImage(image(look)),
    setMenu: (tray, template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    setBadge: (count) => {
      if (platform !== "win32") app.setBadgeCount(count);
    },
  };
}
