import { app, Menu, type NativeImage, nativeImage, nativeTheme, Tray } from "electron";
import type { AppTrayOptions } from "./app-tray.ts";
import { panelTone, trayIconFile } from "./tray-icon.ts";
import { type TrayLook, trayState } from "./tray-state.ts";

type SystemTray = Pick<AppTrayOptions, "setImage" | "setMenu" | "setBadge">;

export type SystemTrayOptions = {
  readonly tray: Tray;
  readonly iconFolder: string;
  /** A click that the system does not use to open the menu. */
  readonly onClick: () => void;
};

/** Puts the icon into the tray, as it is while nothing is known yet. To be called when the app is ready. */
export function showIcon(iconFolder: string): Tray {
  const { look, tooltip } = trayState(null);
  const tray = new Tray(image(iconFolder, look));
  tray.setToolTip(tooltip);
  return tray;
}

/** The parts of the tray that only Electron can do. */
export function systemTray({ tray, iconFolder, onClick }: SystemTrayOptions): SystemTray {
  const { platform } = process;
  // On macOS a click opens the menu; the event comes all the same.
  if (platform !== "darwin") tray.on("click", onClick);
  return {
    setImage: (look) => tray.setImage(image(iconFolder, look)),
    setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    setBadge: (count) => {
      if (platform !== "win32") app.setBadgeCount(count);
    },
  };
}

function image(iconFolder: string, look: TrayLook): NativeImage {
  const { platform } = process;
  const tone = panelTone({ platform, desktop: process.env.XDG_CURRENT_DESKTOP, theme: nativeTheme });
  return nativeImage.createFromPath(trayIconFile(iconFolder, look, platform, tone));
}
