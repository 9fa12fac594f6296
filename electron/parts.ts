import path from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  net,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
  type Tray,
} from "electron";
import { createSystemMachine } from "../jobs/machine/system-machine.ts";
import { systemClock } from "../jobs/model/clock.ts";
import { messageOf } from "../jobs/model/errors.ts";
import { homeFiles } from "../jobs/model/home.ts";
import type { HostLog } from "../jobs/model/host-log.ts";
import { loadEnvironment } from "../jobs/services/environment.ts";
import { electronFolder, type shippedFiles } from "./app-paths.ts";
import { createElectronMachine } from "./host/electron-machine.ts";
import { createHostKeeper, type HostKeeper } from "./host/host-keeper.ts";
import type { MemoryKeeper } from "./memory.ts";
import { createNotifier } from "./notify/notifier.ts";
import { showSystemNotification, tellUser } from "./notify/system-notification.ts";
import { type AppTray, createAppTray } from "./tray/app-tray.ts";
import { systemTray } from "./tray/system-tray.ts";
import { trayActor } from "./tray/tray-actions.ts";
import { safeStorageCipher } from "./vault/cipher.ts";
import { openKeychainVault } from "./vault/keychain-vault.ts";
import { showMenuBar } from "./windows/application-menu.ts";
import type { ColorTheme } from "./windows/color-theme.ts";
import { type Question, whyAsked, withConsent } from "./windows/consent.ts";
import { type ContractOffer, offerContract, sendCommand } from "./windows/contract-port.ts";
import { createMainWindow, type MainWindow } from "./windows/main-window.ts";
import { logSaver } from "./windows/save-log.ts";
import { shellActor } from "./windows/shell-actions.ts";

/** The parts of the app, each made from Electron's modules and the other parts that it needs. */

/** What every part may need. */
export type Base = {
  readonly home: string;
  readonly files: ReturnType<typeof shippedFiles>;
  readonly log: HostLog;
};

export function makeWindow({ home, files, log }: Base, theme: ColorTheme, memory: MemoryKeeper): MainWindow {
  return createMainWindow({
    createWindow: (options) => new BrowserWindow(options),
    preloadFile: files.preload,
    iconFile: files.appIcon,
    stateFile: path.join(electronFolder(home), "window.json"),
    platform: process.platform,
    displays: () => [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
    colours: theme.frame,
    timers: globalThis,
    log,
    onMaking: memory.notNow,
    onGone: memory.tidySoon,
  });
}

export function makeKeeper({ home, files, log }: Base): HostKeeper {
  const start = async () => {
    // Read when the icon is there already: it says that Jobdeck is starting.
    const { startHost } = await import("../jobs/api/host.ts");
    return startHost({
      home,
      kind: "desktop",
      version: app.getVersion(),
      resourcesPath: files.resources,
      threadPath: files.thread,
      sealThreadPath: files.sealThread,
      machine: createElectronMachine({
        powerMonitor,
        net,
        powerSaveBlocker,
        system: createSystemMachine({ platform: process.platform, env: process.env }),
      }),
      loaderPath: files.loaderThread,
      contentThreadPath: files.contentThread,
      sqliteBinding: process.env.JOBDECK_SQLITE_BINDING,
      env: loadEnvironment(home, process.env),
      vault: await openKeychainVault({
        file: homeFiles(home).vault,
        cipher: safeStorageCipher(safeStorage, process.platform),
        clock: systemClock,
        log,
      }),
      log,
    });
  };
  return createHostKeeper({
    start,
    connect: async () => (await import("../jobs/api/remote-host.ts")).connectHost(home),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });
}

export function makeTray({ files, log }: Base, tray: Tray, keeper: HostKeeper, window: MainWindow): AppTray {
  const act = trayActor({
    client: () => keeper.current()?.client ?? null,
    now: systemClock.now,
    openWindow: window.open,
    isWindowVisible: window.isVisible,
    quit: () => app.quit(),
    onFailed: (action, error) => {
      log.warn(`The tray's ${action.type} failed: ${messageOf(error)}`);
      tellUser("Jobdeck could not do that", messageOf(error));
    },
  });
  return createAppTray({
    ...systemTray({ tray, iconFolder: files.trayIcons, onClick: () => act({ type: "open", target: null }) }),
    tray,
    act,
    clock: systemClock,
    platform: process.platform,
    timers: globalThis,
    soon: (work) => void setImmediate(work),
  });
}

export function makeNotifier({ files, log }: Base, keeper: HostKeeper, window: MainWindow) {
  const retry = async (runId: string): Promise<void> => {
    try {
      const { client } = await keeper.whenAttached();
      await client.runs.retry({ runId });
    } catch (error) {
      log.warn(`The retry of run ${runId} failed: ${messageOf(error)}`);
      tellUser("The run could not be retried", messageOf(error));
    }
  };
  return createNotifier({
    clock: systemClock,
    timers: globalThis,
    show: (shown, silent, events) => showSystemNotification(shown, { silent, events, iconFile: files.appIcon }),
    isShowing: window.isShowingRun,
    openRun: (runId) => void window.open({ view: "run", runId }),
    openJobs: () => void window.open({ view: "jobs" }),
    retry: (runId) => void retry(runId),
  });
}

export function offerWindowPort(
  { home, log, theme }: Base & { readonly theme: ColorTheme },
  keeper: HostKeeper,
  window: MainWindow,
): ContractOffer {
  return offerContract({
    ipcMain,
    createChannel: () => new MessageChannelMain(),
    log,
    page: window.page,
    serve: async (port) =>
      (await keeper.whenAttached()).serve(withConsent(port, (question) => confirm(question, window))),
    onReady: window.pageReady,
    onShowing: window.pageShows,
    onShowTaskFile: (name) => {
      const { tasks } = homeFiles(home);
      // Shown, never opened: some systems run a script that is opened.
      if (name !== null) return shell.showItemInFolder(path.join(tasks, name));
      void shell.openPath(tasks).then((problem) => {
        if (problem) tellUser("The folder of your tasks could not be opened", problem);
      });
    },
    onSaveLog: logSaver({
      client: async () => (await keeper.whenAttached()).client,
      askWhere: (name) => askForFile(name, window),
      onFailed: (error) => {
        log.warn(`A log was not saved: ${messageOf(error)}`);
        tellUser("The log was not saved", messageOf(error));
      },
    }),
    onAct: shellActor({
      page: window.page,
      zoom: window.zoom,
      closeWindow: window.close,
      quit: () => app.quit(),
      showHostLog: () => shell.showItemInFolder(homeFiles(home).hostLog),
    }),
    onTheme: (shown) => {
      theme.show(shown);
      window.restyle();
    },
    onMenuBar: (menus) =>
      showMenuBar(Menu, process.platform, menus, (command, subject) => {
        const page = window.page();
        if (page !== null) sendCommand(page, command, subject);
      }),
  });
}

async function confirm({ message, detail }: Question, window: MainWindow): Promise<boolean> {
  const page = window.page();
  const parent = page && BrowserWindow.fromWebContents(page);
  if (!parent) return false;
  const { response } = await dialog.showMessageBox(parent, {
    ...{ type: "question", title: "Jobdeck needs your word", message, detail: `${detail ?? ""}\n\n${whyAsked}` },
    ...{ buttons: ["Cancel", "Allow"], defaultId: 0, cancelId: 0, noLink: true },
  });
  return response === 1;
}

async function askForFile(name: string, window: MainWindow): Promise<string | undefined> {
  const page = window.page();
  const parent = page && BrowserWindow.fromWebContents(page);
  if (!parent) return undefined;
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: path.join(app.getPath("downloads"), name),
    filters: [{ name: "Log", extensions: ["log", "txt"] }],
  });
  return canceled || filePath === "" ? undefined : filePath;
}
