import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTicker } from "../../../renderer/state/ticker.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_400 }));
afterEach(() => void vi.useRealTimers());

function setUp() {
  let visible = true;
  let changed: () => void = () => undefined;
  const ticker = createTicker({
    clock: { now: () => Date.now() },
    isVisible: () => visible,
    onVisibilityChange: (listener) => {
      changed = listener;
    },
  });
  const setVisible = (value: boolean) => {
    visible = value;
    changed();
  };
  return { ticker, setVisible };
}

describe("createTicker", () => {
  it("moves with every full second while somebody watches", () => {
    const { ticker } = setUp();
    const seen: number[] = [];
    const stop = ticker.subscribe(() => seen.push(ticker.get()));
    vi.advanceTimersByTime(2_600);
    expect(seen).toEqual([1_001_000, 1_002_000, 1_003_000]);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(seen).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stands still while the window is hidden and is right at once when it is shown again", () => {
    const { ticker, setVisible } = setUp();
    ticker.subscribe(() => undefined);
    setVisible(false);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    setVisible(true);
    expect(ticker.get()).toBe(1_060_400);
  });
});
