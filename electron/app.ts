import { app, Menu, nativeTheme, powerMonitor, protocol, session, shell, type Tray } from "electron";
import { messageOf } from "../jobs/model/errors.ts";
import { homeFiles } from "../jobs/model/home.ts";
import type { HostLog } from "../jobs/model/host-log.ts";
import { createHostLog } from "../jobs/services/host-log.ts";
import type { shippedFiles } from "./app-paths.ts";
import { followEveryHost } from "./host/follow-every-host.ts";
import { loginItemOptions, setOpenAtLogin } from "./host/login-item.ts";
import { watchPower } from "./host/power.ts";
import { opener, quitGracefully, type Starts } from "./lifecycle.ts";
import { createMemoryKeeper } from "./memory.ts";
import { createDiskNotice } from "./notify/disk-notice.ts";
import { tellUser } from "./notify/system-notification.ts";
import { makeKeeper, makeNotifier, makeTray, makeWindow, offerWindowPort } from "./parts.ts";
import { serveApp } from "./windows/app-protocol.ts";
import { setApplicationMenu } from "./windows/application-menu.ts";
import { createColorTheme } from "./windows/color-theme.ts";
import { guardSession, guardWebContents } from "./windows/security.ts";

export type AppOptions = {
  readonly home: string;
  readonly files: ReturnType<typeof shippedFiles>;
  /** The icon that is there already. */
  readonly icon: Tray;
  readonly starts: Pick<Starts, "answerWith">;
  /** Says why the app cannot go on, and ends it. */
  readonly fail: (error: unknown) => void;
};

/**
 * The composition root: makes every part, hands it what it needs, and starts them. To be called when Electron is ready;
 * resolves when the host is there. Tray and window do not wait for it.
 */
export async function startApp({ home, files, icon, starts, fail }: AppOptions): Promise<void> {
  const log = createHostLog(homeFiles(home).hostLog);
  const base = { home, log, files };
  logStrayErrors(log);
  guardWebContents(app, { log, openExternal: (url) => shell.openExternal(url) });
  guardSession(session.defaultSession);
  const theme = createColorTheme({ home, nativeTheme });
  serveApp(protocol, files.renderer, theme.css);
  setApplicationMenu(Menu, process.platform);

  const memory = createMemoryKeeper({ timers: globalThis });
  const window = makeWindow(base, theme, memory);
  const keeper = makeKeeper(base);
  const tray = makeTray(base, icon, keeper, window);
  const notifier = makeNotifier(base, keeper, window);
  const open = opener({ keeper, window, log });
  const ports = offerWindowPort({ ...base, theme }, keeper, window);

  watchPower(powerMonitor, {
    onChange: () => {
      void keeper.wake();
      tray.refresh();
      notifier.refresh();
    },
  });
  nativeTheme.on("updated", () => {
    window.restyle();
    tray.restyle();
  });
  quitGracefully(app, async () => {
    await window.quit();
    await keeper.stop();
    notifier.close();
    tray.close();
  });

  starts.answerWith(open);
  await followEveryHost({
    keeper,
    log,
    fail,
    followers: [tray, notifier, createDiskNotice({ tell: tellUser })],
    onChanged: ports.renew,
    onSettings: ({ notify, openAtLogin, colorTheme }) => {
      theme.choose(colorTheme);
      window.restyle();
      notifier.configure(notify);
      return setOpenAtLogin(openAtLogin, loginItemOptions(app, process.env));
    },
  });
  if (window.page() === null) memory.tidySoon();
}

/** What nobody caught is a bug: it is written down, and the schedules go on. */
function logStrayErrors(log: HostLog): void {
  process.on("unhandledRejection", (error) => log.error(`Unhandled: ${messageOf(error)}`, error));
  process.on("uncaughtException", (error) => log.error(`Uncaught: ${messageOf(error)}`, error));
}
