import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createMemoryKeeper } from "../../electron/memory.ts";

function setUp() {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const collect = vi.fn();
  return { collect, memory: createMemoryKeeper({ timers: globalThis, collect }) };
}

describe("the memory of an app that waits in the tray", () => {
  it("is tidied once, when it has been quiet for a while", () => {
    const { collect, memory } = setUp();
    memory.tidySoon();
    memory.tidySoon();
    vi.advanceTimersByTime(4_999);
    expect(collect).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(collect).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3_600_000);
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it("is left alone when a window is wanted meanwhile", () => {
    const { collect, memory } = setUp();
    memory.tidySoon();
    memory.notNow();
    vi.advanceTimersByTime(3_600_000);
    expect(collect).not.toHaveBeenCalled();
  });

  it("gives back what nobody refers to any more", async () => {
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const garbage = new WeakRef(Array.from({ length: 1_000 }, (_, id) => ({ id })));
    // Until the end of the turn in which it was made, a weak reference is a strong one.
    await new Promise(setImmediate);
    createMemoryKeeper({ timers: globalThis }).tidySoon();
    vi.advanceTimersByTime(5_000);
    expect(garbage.deref()).toBeUndefined();
  });
});
