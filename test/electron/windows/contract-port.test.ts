import { EventEmitter } from "node:events";
import type { IpcMain, MessageChannelMain, WebContents } from "electron";
import { describe, expect, it } from "vitest";
import {
  type ClosablePort,
  guardedPort,
  isOurPage,
  offerContract,
  type Sender,
} from "../../../electron/windows/contract-port.ts";
import {
  askPort,
  nowShowing,
  pageFailed,
  setMenuBar,
  shellAct,
  showTaskFile,
} from "../../../electron/windows/shell-messages.ts";
import { aLog } from "../../support/desktop/samples.ts";

/** One end of a channel, as Electron's main process has it. */
class FakePort extends EventEmitter {
  readonly sent: unknown[] = [];
  closed = false;
  started = false;
  postMessage(data: unknown): void {
    this.sent.push(data);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
    this.emit("close");
  }
}

function aPage() {
  const mainFrame = { origin: "app://jobdeck", url: "app://jobdeck/index.html" };
  const posted: unknown[] = [];
  const page = { mainFrame, posted, postMessage: (channel: string) => posted.push(channel) };
  return page as typeof page & WebContents;
}

function senderOf(page: WebContents, frame: unknown = page.mainFrame): Sender {
  return { sender: page, senderFrame: frame } as Sender;
}

const call = JSON.stringify({ i: "1", p: { u: "/snapshot", b: { json: {} } } });

describe("isOurPage", () => {
  const page = aPage();

  it("is true for the top frame of our window with our page", () => {
    expect(isOurPage(senderOf(page), page)).toBe(true);
  });

  it("is false for a frame within it, even with our origin", () => {
    expect(isOurPage(senderOf(page, { ...page.mainFrame }), page)).toBe(false);
  });

  it.each(["https://jobdeck", "app://evil", "null", "file://"])("is false for the origin %s", (origin) => {
    const other = { ...aPage(), mainFrame: { origin } } as unknown as WebContents;
    expect(isOurPage(senderOf(other), other)).toBe(false);
  });

  it("is false for another page, for a frame that is gone, and while there is no window", () => {
    expect(isOurPage(senderOf(aPage()), page)).toBe(false);
    expect(isOurPage(senderOf(page, null), page)).toBe(false);
    expect(isOurPage(senderOf(page), null)).toBe(false);
  });
});

describe("offerContract", () => {
  function setUp(serve: (port: ClosablePort) => void | Promise<void> = () => undefined) {
    const ipc = new EventEmitter();
    const page = aPage();
    const channels: { port1: FakePort; port2: FakePort }[] = [];
    const seen: unknown[] = [];
    const log = aLog();
    const contract = offerContract({
      ipcMain: ipc as unknown as IpcMain,
      createChannel: () => {
        const channel = { port1: new FakePort(), port2: new FakePort() };
        channels.push(channel);
        return channel as unknown as MessageChannelMain;
      },
      log,
      page: () => page,
      serve,
      onReady: () => seen.push("ready"),
      onShowing: (target) => seen.push(target),
      onShowTaskFile: (name) => seen.push({ name }),
      onSaveLog: (runId) => seen.push({ saved: runId }),
      onAct: (action) => seen.push({ action }),
      onMenuBar: (menus) => seen.push({ menus }),
      onTheme: (theme) => seen.push({ theme }),
    });
    return { ipc, page, channels, seen, log, contract };
  }

  it("hands our page a port, and serves its other end before the first message is let in", async () => {
    const order: string[] = [];
    const { ipc, page, channels, seen } = setUp(async () => {
      await Promise.resolve();
      order.push(`served, started: ${channels[0]?.port1.started}`);
    });
    ipc.emit(askPort, senderOf(page));
    await expect.poll(() => channels[0]?.port1.started).toBe(true);
    expect(order).toEqual(["served, started: false"]);
    expect(page.posted).toEqual(["jobdeck:port"]);
    expect(seen).toEqual(["ready"]);
  });

  it("writes down what the page says of its own mistakes, a few a minute, in lines that pass for no entry of the log", () => {
    const { ipc, page, log } = setUp();
    ipc.emit(pageFailed, senderOf(aPage()), "from elsewhere");
    for (const nothing of ["", 7, null, "x".repeat(4_001)]) ipc.emit(pageFailed, senderOf(page), nothing);
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([]);
    ipc.emit(pageFailed, senderOf(page), "no view\n[2026-11-28 07:00:00.000+00:00] [info] all is well");
    expect(log.lines.at(-1)).toBe("error The window: no view\n  [2026-11-28 07:00:00.000+00:00] [info] all is well");
    for (let count = 0; count < 50; count++) ipc.emit(pageFailed, senderOf(page), "again");
    expect(log.lines.filter((line) => line.startsWith("error"))).toHaveLength(10);
  });

  it.each([
    ["a name", "hello.ts", [{ name: "hello.ts" }]],
    ["the folder", null, [{ name: null }]],
    ["a path that leads elsewhere", "../vault.json", []],
    ["a path of Windows", "..\\vault.json", []],
    ["the folder above", "..", []],
    ["no name at all", 3, []],
  ])("shows a task file by %s only when it is one", (_what, name, expected) => {
    const { ipc, page, seen } = setUp();
    ipc.emit(showTaskFile, senderOf(page), name);
    expect(seen).toEqual(expected);
  });

  it("does what the page may ask for, and nothing else", () => {
    const { ipc, page, seen } = setUp();
    for (const action of ["zoomIn", "toggleDevTools", 3]) ipc.emit(shellAct, senderOf(page), action);
    ipc.emit(shellAct, senderOf(aPage()), "quit");
    ipc.emit(setMenuBar, senderOf(page), [{ kind: "submenu", label: "View", entries: [] }]);
    ipc.emit(setMenuBar, senderOf(page), [{ kind: "submenu", label: "View", entries: [{ role: "toggleDevTools" }] }]);
    expect(seen).toEqual([{ action: "zoomIn" }, { menus: [{ kind: "submenu", label: "View", entries: [] }] }]);
  });

  it("refuses every other page, and hands it nothing", () => {
    const { ipc, channels, seen, log } = setUp();
    const stranger = aPage();
    ipc.emit(askPort, senderOf(stranger));
    ipc.emit(nowShowing, senderOf(stranger), { view: "jobs" });
    expect([channels, stranger.posted, seen]).toEqual([[], [], []]);
    expect(log.lines).toHaveLength(2);
  });

  it("closes the port of a page that loads anew", () => {
    const { ipc, page, channels } = setUp();
    ipc.emit(askPort, senderOf(page));
    ipc.emit(askPort, senderOf(page));
    expect(channels.map(({ port1 }) => port1.closed)).toEqual([true, false]);
  });

  it("hands a page that has one a new port when the host has changed", () => {
    const { ipc, page, channels, contract } = setUp();
    contract.renew();
    expect(channels).toEqual([]);
    ipc.emit(askPort, senderOf(page));
    contract.renew();
    expect(page.posted).toEqual(["jobdeck:port", "jobdeck:port"]);
    expect(channels.map(({ port1 }) => port1.closed)).toEqual([true, false]);
  });

  it("closes the port when the host cannot serve it", async () => {
    const { ipc, page, channels, log } = setUp(() => Promise.reject(new Error("host gone")));
    ipc.emit(askPort, senderOf(page));
    await expect.poll(() => channels[0]?.port1.closed).toBe(true);
    expect(log.lines).toEqual(["error The window could not be connected: host gone"]);
  });

  it("believes what our page shows only when it is well formed", () => {
    const { ipc, page, seen } = setUp();
    for (const target of [
      { view: "run", runId: "r1" },
      { view: "settings" },
      { view: "run" },
      { view: "run", runId: "r1", more: 1 },
      "run",
      null,
    ])
      ipc.emit(nowShowing, senderOf(page), target);
    expect(seen).toEqual([{ view: "run", runId: "r1" }, { view: "settings" }]);
  });
});

describe("guardedPort", () => {
  function setUp() {
    const inner = new FakePort();
    const log = aLog();
    const time = { now: 0 };
    const guarded = guardedPort(inner as never, log, () => time.now) as unknown as {
      on: (event: string, listener: (event?: { data: unknown }) => void) => void;
      postMessage: (data: unknown) => void;
    };
    const received: unknown[] = [];
    let closed = 0;
    guarded.on("message", (event) => received.push(event?.data));
    guarded.on("close", () => {
      closed += 1;
    });
    const send = (data: unknown) => inner.emit("message", { data });
    return { inner, guarded, received, log, time, send, closed: () => closed };
  }

  it("lets our client's calls through, and answers back", () => {
    const { send, received, guarded, inner } = setUp();
    const abort = JSON.stringify({ i: "1", t: 4 });
    send(call);
    send(abort);
    guarded.postMessage("answer");
    expect(received).toEqual([call, abort]);
    expect(inner.sent).toEqual(["answer"]);
  });

  it.each([
    ["no text", { i: "1" }],
    ["nothing", undefined],
    ["bytes", new Uint8Array([0xff, 0x00])],
    ["no JSON", "{"],
    ["no call", "null"],
    ["a path elsewhere", JSON.stringify({ i: "1", p: { u: "http://evil/" } })],
    [
      "headers that choose another decoder",
      JSON.stringify({ i: "1", p: { u: "/x", h: { "content-type": "multipart/form-data" } } }),
    ],
    ["a stream", JSON.stringify({ i: "1", t: 3, p: {} })],
    ["more than a mebibyte", JSON.stringify({ i: "1", p: { u: "/x", b: "x".repeat(1024 * 1024) } })],
  ])("closes for ever upon %s", (_name, data) => {
    const { send, received, inner, log, guarded, closed } = setUp();
    send(data);
    send(call);
    guarded.postMessage("late");
    expect(received).toEqual([]);
    expect(inner.closed).toBe(true);
    expect(closed()).toBe(1);
    expect(inner.sent).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  it("takes a burst and a steady stream, and closes upon a flood", () => {
    const { send, received, time, inner } = setUp();
    for (let count = 0; count < 250; count++) send(call);
    for (let second = 1; second <= 5; second++) {
      time.now = second * 1_000;
      for (let count = 0; count < 100; count++) send(call);
    }
    expect(received).toHaveLength(250 + 500);
    expect(inner.closed).toBe(false);
    for (let count = 0; count < 10_000; count++) send(call);
    expect(received.length).toBeLessThan(250 + 500 + 301);
    expect(inner.closed).toBe(true);
  });
});
