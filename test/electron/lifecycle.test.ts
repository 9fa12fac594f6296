import { EventEmitter } from "node:events";
import type { App } from "electron";
import { describe, expect, it } from "vitest";
import type { AttachedHost } from "../../electron/host/host-keeper.ts";
import type { Launch } from "../../electron/launch.ts";
import { answerStarts, createStarts, opener, quitGracefully } from "../../electron/lifecycle.ts";
import { aLog, aRun } from "../support/desktop/samples.ts";

class FakeApp extends EventEmitter {
  readonly isPackaged = false;
  quits = 0;
  quit(): void {
    this.quits += 1;
  }
  asApp(): App {
    return this as unknown as App;
  }
}

function anEvent() {
  return {
    prevented: false,
    preventDefault(): void {
      this.prevented = true;
    },
  };
}

const plain: Launch = { hidden: false, demo: false, target: null };

describe("quitGracefully", () => {
  it("holds the quit at once, stops once however often it is asked to, and then quits", async () => {
    const app = new FakeApp();
    let stops = 0;
    let finish: () => void = () => undefined;
    quitGracefully(app.asApp(), () => {
      stops += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    const [first, second, last] = [anEvent(), anEvent(), anEvent()];
    app.emit("before-quit", first);
    app.emit("before-quit", second);
    expect([first.prevented, second.prevented, stops, app.quits]).toEqual([true, true, 1, 0]);
    finish();
    await expect.poll(() => app.quits).toBe(1);
    app.emit("before-quit", last);
    expect(last.prevented).toBe(false);
  });

  it("quits even when stopping fails", async () => {
    const app = new FakeApp();
    quitGracefully(app.asApp(), () => Promise.reject(new Error("disk gone")));
    app.emit("before-quit", anEvent());
    await expect.poll(() => app.quits).toBe(1);
  });

  it("lives on without a window", () => {
    const app = new FakeApp();
    quitGracefully(app.asApp(), async () => undefined);
    // Electron quits when nobody listens to this event.
    expect(app.listenerCount("window-all-closed")).toBe(1);
  });
});

describe("answerStarts", () => {
  it("hands on what a second start and a link ask for", () => {
    const app = new FakeApp();
    const starts: Launch[] = [];
    answerStarts(app.asApp(), (launch) => starts.push(launch));
    app.emit("second-instance", {}, ["/opt/jobdeck", "--enable-logging", "jobdeck://run/r1"]);
    app.emit("open-url", anEvent(), "jobdeck://run/r2");
    app.emit("open-url", anEvent(), "jobdeck://run/../r3");
    app.emit("activate");
    expect(starts.map(({ target }) => target)).toEqual([
      { view: "run", runId: "r1" },
      { view: "run", runId: "r2" },
      null,
      null,
    ]);
  });
});

describe("starts", () => {
  it("wait for who answers them, and are handed on in their order", () => {
    const answered: string[] = [];
    const starts = createStarts();
    starts.add({ ...plain, demo: true });
    starts.add(plain);
    starts.answerWith(({ demo }) => answered.push(demo ? "demo" : "plain"));
    expect(answered).toEqual(["demo", "plain"]);
    starts.add(plain);
    expect(answered).toEqual(["demo", "plain", "plain"]);
  });
});

describe("opener", () => {
  function setUp(fails = false) {
    const calls: unknown[] = [];
    const client = {
      demo: {
        start: async () => {
          if (fails) throw new Error("no free port");
          calls.push("demo");
        },
      },
      jobs: {
        run: async (input: unknown) => {
          calls.push(input);
          return aRun({ id: "r7" });
        },
      },
    };
    const log = aLog();
    const open = opener({
      keeper: { whenAttached: async () => ({ client }) as unknown as AttachedHost },
      window: { open: async (target) => void calls.push(target ?? "window") },
      log,
    });
    return { open, calls, log };
  }

  it("shows the window unless it is to stay hidden", () => {
    const { open, calls } = setUp();
    open(plain);
    open({ ...plain, hidden: true });
    expect(calls).toEqual(["window"]);
  });

  it("starts the demo, runs its job and shows that run", async () => {
    const { open, calls } = setUp();
    open({ ...plain, demo: true });
    await expect.poll(() => calls.length).toBe(4);
    expect(calls).toEqual(["window", "demo", { taskId: "sync-s3" }, { view: "run", runId: "r7" }]);
  });

  it("writes down why it could not", async () => {
    const { open, log } = setUp(true);
    open({ ...plain, demo: true });
    await expect.poll(() => log.lines).toEqual(["error The start was not answered: no free port"]);
  });
});
