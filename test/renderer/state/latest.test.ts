import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLatest } from "../../../renderer/state/latest.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const calls: { input: string; answer: (output: string) => void; signal: AbortSignal }[] = [];
  const results: string[] = [];
  const errors: unknown[] = [];
  const latest = createLatest<string, string>({
    call: (input, signal) => new Promise((answer) => calls.push({ input, answer, signal })),
    waitMs: 100,
    onResult: (input, output) => results.push(`${input}: ${output}`),
    onError: (_, error) => errors.push(error),
  });
  return { latest, calls, results, errors };
}

describe("createLatest", () => {
  it("waits for a pause in the typing", async () => {
    const { latest, calls } = setUp();
    for (const text of ["0", "0 ", "0 0"]) {
      latest.ask(text);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(calls.map(({ input }) => input)).toEqual(["0 0"]);
  });

  it("never lets an older answer overtake a newer one, and gives the older call up", async () => {
    const { latest, calls, results } = setUp();
    latest.ask("old");
    await vi.advanceTimersByTimeAsync(100);
    latest.ask("new");
    await vi.advanceTimersByTimeAsync(100);
    expect(calls[0]?.signal.aborted).toBe(true);
    calls[1]?.answer("right");
    calls[0]?.answer("wrong");
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toEqual(["new: right"]);
  });

  it("tells nothing once it was cancelled", async () => {
    const { latest, calls, results } = setUp();
    latest.ask("a");
    await vi.advanceTimersByTimeAsync(100);
    latest.cancel();
    calls[0]?.answer("late");
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toEqual([]);
  });
});
