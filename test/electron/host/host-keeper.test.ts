import { describe, expect, it } from "vitest";
import { type AttachedHost, createHostKeeper } from "../../../electron/host/host-keeper.ts";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import type { Host } from "../../../jobs/api/host.ts";
import type { RemoteHost } from "../../../jobs/api/remote-host.ts";
import { JobdeckError } from "../../../jobs/model/errors.ts";
import { aLog } from "../../support/desktop/samples.ts";

const busy = () => new JobdeckError("HOST_BUSY", "in use by process 7");
const unreachable = () => new JobdeckError("HOST_UNREACHABLE", "not running");
const client = {} as JobdeckClient;

function aHost(calls: string[] = []): Host {
  return {
    client,
    serve: () => undefined,
    wake: async () => void calls.push("wake"),
    unused: async () => undefined,
    stop: async () => void calls.push("stop"),
  };
}

function aRemote() {
  let end: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const remote: RemoteHost = { client, serve: async () => undefined, closed, close: () => end() };
  return { remote, end: () => end() };
}

/** Answers in this order; the last answer stays. */
function answers<T>(...list: readonly (() => T)[]): () => Promise<T> {
  let index = 0;
  return async () => {
    const answer = list[Math.min(index, list.length - 1)];
    index += 1;
    if (answer === undefined) throw new Error("no answer");
    return answer();
  };
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

function setUp(start: () => Promise<Host>, connect: () => Promise<RemoteHost>) {
  const seen: { host: AttachedHost; again: boolean }[] = [];
  const lost: unknown[] = [];
  const waits: number[] = [];
  const keeper = createHostKeeper({ start, connect, wait: async (ms) => void waits.push(ms), log: aLog() });
  const begin = () =>
    keeper.start({ onAttached: (host, again) => seen.push({ host, again }), onLost: (error) => lost.push(error) });
  return { keeper, begin, seen, lost, waits };
}

describe("createHostKeeper", () => {
  it("is the host itself when nobody else is", async () => {
    const calls: string[] = [];
    const host = aHost(calls);
    const { keeper, begin, seen } = setUp(
      answers(() => host),
      answers<RemoteHost>(fail(unreachable())),
    );
    const waiting = keeper.whenAttached();
    await begin();
    expect(await waiting).toBe(host);
    expect(seen).toEqual([{ host, again: false }]);
    await keeper.wake();
    await keeper.stop();
    expect(calls).toEqual(["wake", "stop"]);
  });

  it("is the console of another host, and takes over when that ends", async () => {
    const { remote, end } = aRemote();
    const host = aHost();
    const { keeper, begin, seen } = setUp(
      answers<Host>(fail(busy()), () => host),
      answers(() => remote),
    );
    await begin();
    expect(seen.map(({ again }) => again)).toEqual([false]);
    end();
    await expect.poll(() => seen.length).toBe(2);
    expect(seen[1]).toEqual({ host, again: true });
    expect(keeper.current()).toBe(host);
  });

  it("waits for a host that is just starting or ending", async () => {
    const host = aHost();
    const { begin, seen, waits } = setUp(
      answers<Host>(fail(busy()), fail(busy()), () => host),
      answers<RemoteHost>(fail(unreachable())),
    );
    await begin();
    expect(seen).toHaveLength(1);
    expect(waits).toHaveLength(2);
  });

  it("gives up after ten seconds with the reason", async () => {
    const { begin, waits } = setUp(answers<Host>(fail(busy())), answers<RemoteHost>(fail(unreachable())));
    await expect(begin()).rejects.toMatchObject({ code: "HOST_BUSY" });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(10_000, -3);
  });

  it("passes on what keeps a host from starting, at once", async () => {
    const damaged = new JobdeckError("DATABASE_DAMAGED", "jobdeck.db is damaged");
    const { begin, waits } = setUp(answers<Host>(fail(damaged)), answers<RemoteHost>(fail(unreachable())));
    await expect(begin()).rejects.toBe(damaged);
    expect(waits).toEqual([]);
  });

  it("says so when it cannot take over", async () => {
    const { remote, end } = aRemote();
    const damaged = new JobdeckError("DATABASE_DAMAGED", "jobdeck.db is damaged");
    const { begin, lost } = setUp(
      answers<Host>(fail(busy()), fail(damaged)),
      answers(() => remote),
    );
    await begin();
    end();
    await expect.poll(() => lost).toEqual([damaged]);
  });

  it("leaves another's host alone when it stops, and takes nothing over", async () => {
    const { remote } = aRemote();
    const { keeper, begin, seen } = setUp(
      answers<Host>(fail(busy()), () => aHost()),
      answers(() => remote),
    );
    await begin();
    await keeper.stop();
    await remote.closed;
    expect(seen).toHaveLength(1);
  });
});
