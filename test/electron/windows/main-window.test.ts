import { EventEmitter } from "node:events";
import path from "node:path";
import type { BrowserWindow } from "electron";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createMainWindow } from "../../../electron/windows/main-window.ts";
import { aLog } from "../../support/desktop/samples.ts";
import { tempHome } from "../../support/temp-home.ts";

/** As much of Electron's window as this part touches; the real one is tried in test/e2e. */
class FakeWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), {
    sent: [] as unknown[],
    reloads: 0,
    send(_channel: string, target: unknown) {
      this.sent.push(target);
    },
    reload() {
      this.reloads += 1;
    },
  });
  visible = false;
  destroyed = false;
  focused = false;
  loadURL = async (): Promise<void> => void this.emit("ready-to-show");
  getNormalBounds = () => ({ x: 10, y: 20, width: 900, height: 600 });
  isMaximized = () => false;
  isMinimized = () => false;
  isVisible = () => this.visible;
  isDestroyed = () => this.destroyed;
  isFocused = () => this.focused;
  focus = (): void => {
    this.focused = true;
  };
  show = (): void => {
    this.visible = true;
  };
  hide = (): void => {
    this.visible = false;
    this.focused = false;
  };
  destroy = (): void => {
    this.destroyed = true;
    this.emit("closed");
  };
  /** What the button of the window's frame does. */
  close = (): boolean => {
    let prevented = false;
    this.emit("close", { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
    return prevented;
  };
}

function setUp(stateFile = path.join(tempHome(), "window.json")) {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const made: { window: FakeWindow; options: Electron.BrowserWindowConstructorOptions }[] = [];
  const log = aLog();
  const life: string[] = [];
  const main = createMainWindow({
    createWindow: (options) => {
      const window = new FakeWindow();
      made.push({ window, options });
      return window as unknown as BrowserWindow;
    },
    preloadFile: "/app/preload.cjs",
    iconFile: "/app/icon.png",
    stateFile,
    platform: "linux",
    displays: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    colours: () => ({ background: "#1f1f1f", titleBar: "#181818", symbols: "#cccccc" }),
    timers: globalThis,
    log,
    onMaking: () => life.push("making"),
    onGone: () => life.push("gone"),
  });
  return { main, made, log, life, stateFile };
}

const minute = 60_000;

describe("createMainWindow", () => {
  it("says when a window is about to be made, and when it is gone with its renderer", async () => {
    const { main, made, life } = setUp();
    await main.open();
    made[0]?.window.close();
    await main.open();
    expect(life).toEqual(["making"]);
    made[0]?.window.close();
    vi.advanceTimersByTime(5 * minute);
    expect(life).toEqual(["making", "gone"]);
  });

  it("makes the window when it is first opened, in the theme's colour, shown when it has drawn itself", async () => {
    const { main, made } = setUp();
    expect(made).toEqual([]);
    await main.open();
    expect(made).toHaveLength(1);
    expect(made[0]?.options).toMatchObject({ show: false, backgroundColor: "#1f1f1f" });
    expect(made[0]?.window.visible).toBe(true);
  });

  it("makes one window only, however often it is opened at once", async () => {
    const { main, made } = setUp();
    await Promise.all([main.open(), main.open({ view: "jobs" }), main.open()]);
    expect(made).toHaveLength(1);
  });

  it("hides when it is closed, keeps the page for five minutes, and then lets it go", async () => {
    const { main, made } = setUp();
    await main.open();
    expect(made[0]?.window.close()).toBe(true);
    expect(main.isVisible()).toBe(false);
    vi.advanceTimersByTime(5 * minute - 1);
    expect(made[0]?.window.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(made[0]?.window.destroyed).toBe(true);
    expect(main.page()).toBeNull();
  });

  it("keeps the page when it is opened again in time, and makes a new one where it was when not", async () => {
    const { main, made } = setUp();
    await main.open();
    made[0]?.window.close();
    vi.advanceTimersByTime(4 * minute);
    await main.open();
    vi.advanceTimersByTime(10 * minute);
    expect(made[0]?.window.destroyed).toBe(false);

    made[0]?.window.close();
    vi.advanceTimersByTime(5 * minute);
    await main.open();
    expect(made[1]?.options).toMatchObject({ x: 10, y: 20, width: 900, height: 600 });
  });

  it("keeps what is to be shown until the page listens; the last wish counts", async () => {
    const { main, made } = setUp();
    await main.open({ view: "jobs" });
    await main.open({ view: "run", runId: "r1" });
    expect(made[0]?.window.webContents.sent).toEqual([]);
    main.pageReady();
    expect(made[0]?.window.webContents.sent).toEqual([{ view: "run", runId: "r1" }]);
    await main.open({ view: "settings" });
    expect(made[0]?.window.webContents.sent.at(-1)).toEqual({ view: "settings" });
  });

  it("knows which run the user looks at, and that a hidden or other window shows none", async () => {
    const { main, made } = setUp();
    await main.open();
    main.pageShows({ view: "run", runId: "r1" });
    expect([main.isShowingRun("r1"), main.isShowingRun("r2")]).toEqual([true, false]);
    made[0]?.window.close();
    expect(main.isShowingRun("r1")).toBe(false);
  });

  it("loads a page that crashed again, and closes the window when that crashes at once too", async () => {
    const { main, made, log } = setUp();
    await main.open();
    const window = made[0]?.window;
    window?.webContents.emit("render-process-gone", {}, { reason: "killed" });
    expect([window?.webContents.reloads, window?.destroyed]).toEqual([1, false]);
    window?.webContents.emit("render-process-gone", {}, { reason: "crashed" });
    expect(window?.destroyed).toBe(true);
    expect(log.lines).toHaveLength(2);
    await main.open();
    expect(made).toHaveLength(2);
  });

  it("loads it again each time when crashes are far apart", async () => {
    const { main, made } = setUp();
    await main.open();
    for (let crash = 0; crash < 3; crash++) {
      made[0]?.window.webContents.emit("render-process-gone", {}, { reason: "oom" });
      vi.advanceTimersByTime(2 * minute);
    }
    expect([made[0]?.window.webContents.reloads, made[0]?.window.destroyed]).toEqual([3, false]);
  });

  it("closes for good when the app quits, and is where it was at the next start", async () => {
    const first = setUp();
    await first.main.open();
    await first.main.quit();
    expect(first.made[0]?.window.destroyed).toBe(true);
    const second = setUp(first.stateFile);
    await second.main.open();
    expect(second.made[0]?.options).toMatchObject({ x: 10, y: 20, width: 900, height: 600 });
  });
});
