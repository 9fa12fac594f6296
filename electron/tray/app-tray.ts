import type { MenuItemConstructorOptions, Tray } from "electron";
import type { Clock } from "../../jobs/model/clock.ts";
import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";
import { idleTimer, type Timers } from "../idle-timer.ts";
import { menuLastsMs, type TrayAction, type TrayItem, trayMenu } from "./tray-menu.ts";
import { type TrayLook, trayState } from "./tray-state.ts";

export type AppTrayOptions = {
  /** As it is shown from the first moment on. */
  readonly tray: Tray;
  /** Puts the image of a look, for the panel as it is now, on the tray. */
  readonly setImage: (look: TrayLook) => void;
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly setBadge: (count: number) => void;
  readonly act: (action: TrayAction) => void;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly timers: Timers;
  /** Runs a piece of work after all events that have already come in. */
  readonly soon: (work: () => void) => void;
};

/** Long timers are not to be trusted: the machine may sleep meanwhile. */
const longestWaitMs = 3_600_000;

/**
 * The icon and its menu. Both are made anew when what they show has changed, however many events said so, and at no other
 * time: "in 3 h" becomes "in 2 h" when that hour has passed.
 */
export function createAppTray(options: AppTrayOptions) {
  const { tray, clock, platform } = options;
  let snapshot: Snapshot | null = null;
  let due = false;
  const shown = { menu: "", state: "", look: "idle" as TrayLook };
  const aging = idleTimer(options.timers, () => update());

  const draw = (): void => {
    due = false;
    if (tray.isDestroyed()) return;
    const state = trayState(snapshot);
    const items = trayMenu(snapshot, clock.now());
    if (changed("state", state)) {
      if (state.look !== shown.look) options.setImage(state.look);
      shown.look = state.look;
      tray.setToolTip(state.tooltip);
      if (platform === "darwin") tray.setTitle(state.active > 1 ? String(state.active) : "");
      options.setBadge(state.active);
    }
    if (changed("menu", items)) options.setMenu(items.map(toTemplate));
    const lastsMs = menuLastsMs(snapshot, clock.now());
    if (lastsMs === undefined) aging.stop();
    else aging.start(Math.min(lastsMs, longestWaitMs));
  };

  const changed = (part: "menu" | "state", value: unknown): boolean => {
    const text = JSON.stringify(value);
    if (shown[part] === text) return false;
    shown[part] = text;
    return true;
  };

  const update = (): void => {
    if (due) return;
    due = true;
    options.soon(draw);
  };

  const toTemplate = (item: TrayItem): MenuItemConstructorOptions => {
    if (item.kind === "separator") return { type: "separator" };
    const label = escaped(item.text, platform);
    if (item.kind === "label") return { label, enabled: false };
    if (item.kind === "submenu") return { label, submenu: item.items.map(toTemplate) };
    return { label, click: () => options.act(item.action) };
  };

  const show = (next: Snapshot): void => {
    snapshot = next;
    update();
  };

  draw();
  return {
    begin: show,
    handle: (_event: LiveEvent, next: Snapshot): void => show(next),
    /** The panel's colour may have changed. */
    restyle: (): void => options.setImage(shown.look),
    /** Time has jumped. */
    refresh: update,
    close: (): void => {
      aging.stop();
      tray.destroy();
    },
  };
}

export type AppTray = ReturnType<typeof createAppTray>;

/** Outside macOS an ampersand marks the letter that follows it as the item's key. */
function escaped(text: string, platform: NodeJS.Platform): string {
  return platform === "darwin" ? text : text.replaceAll("&", "&&");
}
