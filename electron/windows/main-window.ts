import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from "electron";
import type { WindowTarget } from "../../jobs/api/shell.ts";
import { messageOf } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { FrameColours } from "../../jobs/model/theme.ts";
import { idleTimer, type Timers } from "../idle-timer.ts";
import { appOrigin } from "./app-files.ts";
import { frameFor, overlayFor } from "./appearance.ts";
import { sendTarget } from "./contract-port.ts";
import {
  type Bounds,
  fitToDisplays,
  readWindowState,
  saveWindowState,
  smallestWindow,
  type WindowState,
} from "./window-state.ts";
import { nextZoom, type ZoomChange } from "./zoom.ts";

/** A hidden window keeps its renderer for so long: long enough to come back at once, short enough to cost nothing. */
const keepHiddenMs = 5 * 60_000;

export type MainWindowOptions = {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly stateFile: string;
  readonly platform: NodeJS.Platform;
  readonly displays: () => readonly Bounds[];
  /** Of the theme that is shown, so that neither window nor title bar flashes before the page has drawn itself. */
  readonly colours: () => FrameColours;
  readonly timers: Timers;
  readonly log: HostLog;
  /** A window is about to be made. */
  readonly onMaking: () => void;
  /** It is gone, and its renderer with it. */
  readonly onGone: () => void;
};

/**
 * The one window. Closing it hides it, and some minutes later its renderer is destroyed; it comes back where it was. A
 * renderer that crashes is loaded again, once: runs live in the host and go on.
 */
export function createMainWindow(options: MainWindowOptions) {
  const { log } = options;
  let window: BrowserWindow | null = null;
  let opening: Promise<BrowserWindow> | null = null;
  let ready = false;
  let pending: WindowTarget | null = null;
  let showing: WindowTarget | null = null;
  let quitting = false;
  let place: WindowState | null = null;

  const destroy = (): void => window?.destroy();
  const idle = idleTimer(options.timers, destroy);

  const remember = async (shown: BrowserWindow): Promise<void> => {
    place = { ...shown.getNormalBounds(), maximized: shown.isMaximized(), zoom: place?.zoom };
    await saveWindowState(options.stateFile, place).catch((error: unknown) =>
      log.warn(`The window's place was not saved: ${messageOf(error)}`),
    );
  };

  const hide = (shown: BrowserWindow): void => {
    void remember(shown);
    shown.hide();
    idle.start(keepHiddenMs);
  };

  const forget = (): void => {
    window = null;
    ready = false;
    showing = null;
    idle.stop();
    options.onGone();
  };

  const create = async (): Promise<BrowserWindow> => {
    options.onMaking();
    place ??= readWindowState(options.stateFile);
    const state = fitToDisplays(place, options.displays());
    const created = options.createWindow(windowOptions(options, state, place.zoom ?? 1));
    window = created;
    // Chromium keeps a zoom of its own for every origin: ours counts.
    created.webContents.on("dom-ready", () => created.webContents.setZoomFactor(place?.zoom ?? 1));
    if (state.maximized) created.maximize();
    created.on("close", (event) => {
      if (quitting) return;
      event.preventDefault();
      hide(created);
    });
    created.on("closed", forget);
    reviveOnCrash(created, options, () => {
      ready = false;
    });
    const drawn = new Promise<void>((resolve) => {
      created.once("ready-to-show", () => resolve());
      created.once("closed", () => resolve());
    });
    created
      .loadURL(`${appOrigin}/index.html`)
      .catch((error: unknown) => log.error(`The window did not load: ${messageOf(error)}`));
    await drawn;
    return created;
  };

  const fitOverlay = (shown: BrowserWindow): void => {
    if (options.platform !== "darwin") shown.setTitleBarOverlay(overlayFor(options.colours(), place?.zoom ?? 1));
  };

  const deliver = (): void => {
    if (window === null || !ready || pending === null) return;
    sendTarget(window.webContents, pending);
    pending = null;
  };

  return {
    /** Shows the window, and in it what is asked for; without a target, what it showed before. */
    open: async (target: WindowTarget | null = null): Promise<void> => {
      if (target !== null) pending = target;
      idle.stop();
      deliver();
      opening ??= window === null ? create() : Promise.resolve(window);
      const shown = await opening.finally(() => {
        opening = null;
      });
      if (shown.isDestroyed()) return;
      if (shown.isMinimized()) shown.restore();
      shown.show();
      shown.focus();
    },
    /** The page listens now. */
    pageReady: (): void => {
      ready = true;
      deliver();
    },
    /** The page says what it shows. */
    pageShows: (target: WindowTarget): void => {
      showing = target;
    },
    /** True while the user can see this run: the window is in front and shows it. */
    isShowingRun: (runId: string): boolean =>
      window?.isFocused() === true && showing?.view === "run" && showing.runId === runId,
    isVisible: (): boolean => window?.isVisible() === true,
    page: (): WebContents | null => window?.webContents ?? null,
    /** As the button of the system does. */
    close: (): void => window?.close(),
    restyle: (): void => {
      if (window === null) return;
      window.setBackgroundColor(options.colours().background);
      fitOverlay(window);
    },
    zoom: async (change: ZoomChange): Promise<void> => {
      if (window === null || place === null) return;
      place = { ...place, zoom: nextZoom(place.zoom ?? 1, change) };
      window.webContents.setZoomFactor(place.zoom ?? 1);
      fitOverlay(window);
      await remember(window);
    },
    /** From now on closing closes. */
    quit: async (): Promise<void> => {
      quitting = true;
      if (window === null) return;
      if (window.isVisible()) await remember(window);
      window.destroy();
    },
  };
}

export type MainWindow = ReturnType<typeof createMainWindow>;

function windowOptions(
  options: MainWindowOptions,
  { width, height, x, y }: WindowState,
  zoom: number,
): BrowserWindowConstructorOptions {
  return {
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: "Jobdeck",
    icon: options.iconFile,
    backgroundColor: options.colours().background,
    ...frameFor(options.platform, options.colours(), zoom),
    webPreferences: {
      preload: options.preloadFile,
      zoomFactor: zoom,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  };
}

/** A page that crashes twice within a minute would crash for ever: the second time the window goes, the tray stays. */
function reviveOnCrash(window: BrowserWindow, { log }: MainWindowOptions, onGone: () => void): void {
  let lastAt = Number.NEGATIVE_INFINITY;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    onGone();
    const again = Date.now() - lastAt > 60_000;
    lastAt = Date.now();
    log.error(`The window's process ended (${reason}); ${again ? "it is loaded again" : "the window was closed"}`);
    if (again) window.webContents.reload();
    else window.destroy();
  });
}
