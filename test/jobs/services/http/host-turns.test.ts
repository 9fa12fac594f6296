import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHostTurns } from "../../../../jobs/services/http/host-turns.ts";

const signal = new AbortController().signal;

describe("turns of a host", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("are so many at once, in the order of their asking", async () => {
    const turns = createHostTurns({ atOnce: 2, perSecond: 100, longestHoldMs: 1_000 });
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2].map((each) =>
      turns.take("a", signal, () => {
        started.push(each);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await vi.advanceTimersByTimeAsync(10);
    expect(started).toEqual([0, 1]);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(started).toEqual([0, 1, 2]);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it("are so many in a second, and of another host none the fewer", async () => {
    const turns = createHostTurns({ atOnce: 100, perSecond: 5, longestHoldMs: 1_000 });
    let done = 0;
    const ask = (host: string) =>
      turns.take(host, signal, async () => {
        done += 1;
      });
    const asked = Array.from({ length: 20 }, () => ask("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(5);
    await ask("b");
    expect(done).toBe(6);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toBe(11);
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(asked);
    expect(done).toBe(21);
  });

  it("pass on when the work of one fails or is given up", async () => {
    const turns = createHostTurns({ atOnce: 1, perSecond: 100, longestHoldMs: 1_000 });
    await expect(turns.take("a", signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(turns.take("a", AbortSignal.abort(new Error("gone")), async () => 1)).rejects.toThrow("gone");
    await expect(turns.take("a", signal, async () => 1)).resolves.toBe(1);
  });

  it("wait for as long as the host wants, unless that is too long", async () => {
    const turns = createHostTurns({ atOnce: 1, perSecond: 100, longestHoldMs: 1_000 });
    let done = false;
    turns.hold("a", 900);
    const asked = turns.take("a", signal, async () => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(899);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    turns.hold("a", 60_000);
    await expect(turns.take("a", signal, async () => 1)).rejects.toMatchObject({ retryAfterMs: 60_000 });
  });
});
