import type { MenuItemConstructorOptions, Tray } from "electron";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createAppTray } from "../../../electron/tray/app-tray.ts";
import { aFailedRun, aJob, aRun, aSnapshot } from "../../support/desktop/samples.ts";

const hour = 3_600_000;

function setUp() {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 20, 30) });
  const menus: MenuItemConstructorOptions[][] = [];
  const images: string[] = [];
  const badges: number[] = [];
  const acts: unknown[] = [];
  const works: (() => void)[] = [];
  const tray = { isDestroyed: () => false, setToolTip: () => undefined, destroy: () => undefined } as unknown as Tray;
  const app = createAppTray({
    tray,
    setImage: (look) => images.push(look),
    setMenu: (template) => menus.push(template),
    setBadge: (count) => badges.push(count),
    act: (action) => acts.push(action),
    clock: { now: Date.now },
    platform: "linux",
    timers: globalThis,
    soon: (work) => works.push(work),
  });
  const settle = () => works.splice(0).forEach((work) => void work());
  const firstLine = () => menus.at(-1)?.[0]?.label;
  return { app, menus, images, badges, acts, works, settle, firstLine };
}

const run = { type: "run", run: aRun() } as const;

describe("createAppTray", () => {
  it("draws once for many events, and not at all when what it shows is the same", () => {
    const { app, menus, works, settle } = setUp();
    const snapshot = aSnapshot([aJob()]);
    app.begin(snapshot);
    for (let count = 0; count < 100; count++) app.handle(run, { ...snapshot });
    expect(works).toHaveLength(1);
    settle();
    expect(menus).toHaveLength(2);
    app.handle(run, { ...snapshot });
    settle();
    expect(menus).toHaveLength(2);
  });

  it("changes the icon and the badge with the state only", () => {
    const { app, images, badges, settle } = setUp();
    const active = aSnapshot([aJob({ health: "running" })], { activeRuns: 2 });
    app.begin(active);
    settle();
    app.handle(run, { ...active, jobs: [aJob({ health: "running", title: "Other" })] });
    settle();
    app.handle(run, aSnapshot([aJob({ health: "failing", last: aFailedRun("x") })]));
    settle();
    expect(images).toEqual(["running", "failing"]);
    expect(badges).toEqual([0, 2, 0]);
  });

  it("grows older with the hours, and not in between", () => {
    const { app, menus, settle, firstLine } = setUp();
    app.begin(aSnapshot([aJob({ nextAt: Date.now() + 3.5 * hour })]));
    settle();
    expect(firstLine()).toBe("All good. Next: S3 sync in 3 h");
    const drawn = menus.length;
    vi.advanceTimersByTime(hour / 2 - 1_000);
    settle();
    expect(menus).toHaveLength(drawn);
    vi.advanceTimersByTime(2_000);
    settle();
    expect(firstLine()).toBe("All good. Next: S3 sync in 2 h");
    vi.advanceTimersByTime(2 * hour);
    settle();
    expect(firstLine()).toBe("All good. Next: S3 sync at 00:00");
  });

  it("hands on what was clicked, and shows an ampersand as one", () => {
    const { app, menus, settle, acts } = setUp();
    app.begin(aSnapshot([aJob({ title: "Cut & paste" })]));
    settle();
    const runNow = menus.at(-1)?.find((item) => item.label === "Run now")?.submenu as MenuItemConstructorOptions[];
    expect(runNow[0]?.label).toBe("Cut && paste");
    runNow[0]?.click?.(undefined as never, undefined, undefined as never);
    expect(acts).toEqual([{ type: "run", taskId: "sync-s3" }]);
  });

  it("leaves no timer behind", () => {
    const { app, settle } = setUp();
    app.begin(aSnapshot([aJob({ nextAt: Date.now() + 3 * hour })]));
    settle();
    expect(vi.getTimerCount()).toBe(1);
    app.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
