import { describe, expect, it } from "vitest";
import { followEveryHost } from "../../../electron/host/follow-every-host.ts";
import type { AttachedHost, HostKeeperListener } from "../../../electron/host/host-keeper.ts";
import { defaultNotifySettings } from "../../../electron/notify/notify-rule.ts";
import type { LiveEvent, Snapshot } from "../../../jobs/model/read-models/host.ts";
import { aJob, aLog, anEngine, aSnapshot } from "../../support/desktop/samples.ts";

/** A host whose events the test sends. */
function aHost(snapshot: Snapshot, settings: Readonly<Record<string, string>> = {}) {
  const waiting: ((event: IteratorResult<LiveEvent>) => void)[] = [];
  const order: string[] = [];
  const events = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<LiveEvent>>((resolve) => waiting.push(resolve)),
    }),
  };
  const client = {
    events: async () => {
      order.push("events");
      return events;
    },
    snapshot: async () => {
      order.push("snapshot");
      return snapshot;
    },
    settings: { list: async () => [{ fields: Object.entries(settings).map(([name, value]) => ({ name, value })) }] },
  };
  const host = { client, serve: () => undefined } as unknown as AttachedHost;
  const send = async (event: LiveEvent) => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.({ done: false, value: event });
  };
  return { host, send, order };
}

async function setUp() {
  let listener: HostKeeperListener | undefined;
  const seen: unknown[] = [];
  const settings: unknown[] = [];
  let changes = 0;
  await followEveryHost({
    keeper: {
      start: async (next: HostKeeperListener) => {
        listener = next;
      },
    } as never,
    log: aLog(),
    followers: [
      {
        begin: (snapshot) => seen.push(["begin", snapshot.jobs.map((job) => job.taskId)]),
        handle: (event, snapshot) => seen.push([event.type, snapshot.engine.paused]),
      },
    ],
    onChanged: () => {
      changes += 1;
    },
    onSettings: (next) => void settings.push(next),
    fail: () => undefined,
  });
  return {
    attach: (host: AttachedHost, again: boolean) => listener?.onAttached(host, again),
    seen,
    settings,
    changes: () => changes,
  };
}

const paused: LiveEvent = { type: "engine", engine: anEngine({ paused: true }) };

describe("followEveryHost", () => {
  it("subscribes before it takes the first picture, and tells both", async () => {
    const { attach, seen } = await setUp();
    const { host, send, order } = aHost(aSnapshot([aJob()]));
    attach(host, false);
    await send(paused);
    await expect
      .poll(() => seen)
      .toEqual([
        ["begin", ["sync-s3"]],
        ["engine", true],
      ]);
    expect(order).toEqual(["events", "snapshot"]);
  });

  it("reads the app's own settings at the start and when they change", async () => {
    const { attach, settings } = await setUp();
    const { host, send } = aHost(aSnapshot([]), { "notifications.onFailure": "false", "desktop.openAtLogin": "true" });
    attach(host, false);
    await send({ type: "settings", fileProblems: [] });
    const expected = {
      notify: { ...defaultNotifySettings, onFailure: false },
      openAtLogin: true,
      colorTheme: "System",
    };
    await expect.poll(() => settings).toEqual([expected, expected]);
  });

  it("follows the next host and lets the old one go", async () => {
    const { attach, seen, changes } = await setUp();
    const first = aHost(aSnapshot([aJob()]));
    const second = aHost(aSnapshot([aJob({ taskId: "news" })]));
    attach(first.host, false);
    await expect.poll(() => seen.length).toBe(1);
    attach(second.host, true);
    await expect.poll(() => seen.at(-1)).toEqual(["begin", ["news"]]);
    await first.send(paused);
    await second.send(paused);
    await expect.poll(() => seen.length).toBe(3);
    expect(changes()).toBe(1);
  });
});
