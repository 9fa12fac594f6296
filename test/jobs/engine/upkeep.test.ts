import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createUpkeep } from "../../../jobs/engine/upkeep.ts";

const hourMs = 3_600_000;

describe("the upkeep", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function open(run: (signal: AbortSignal) => Promise<unknown>) {
    const errors: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void errors.push(message) };
    const upkeep = createUpkeep({ clock: { now: Date.now }, log, chores: [{ name: "chore", run }] });
    upkeep.start();
    return { upkeep, errors };
  }

  it("does its chores a minute after the start, then every day", async () => {
    const chore = vi.fn(async () => undefined);
    const { upkeep } = open(chore);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(chore).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(chore).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(23 * hourMs);
    expect(chore).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(chore).toHaveBeenCalledTimes(2);
    await upkeep.stop();
  });

  it("notices within ten minutes that the computer slept over its time", async () => {
    const chore = vi.fn(async () => undefined);
    const { upkeep } = open(chore);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.setSystemTime(Date.now() + 30 * hourMs);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(chore).toHaveBeenCalledTimes(2);
    await upkeep.stop();
  });

  it("goes on the next day after a failure, and says what failed", async () => {
    const chore = vi.fn(() => Promise.reject(new Error("disk full")));
    const { upkeep, errors } = open(chore);
    await vi.advanceTimersByTimeAsync(25 * hourMs);
    expect(chore).toHaveBeenCalledTimes(2);
    expect(errors[0]).toContain('"chore" failed');
    await upkeep.stop();
  });

  it("never does two things at once", async () => {
    const steps: string[] = [];
    const { upkeep } = open(async () => undefined);
    const slow = upkeep.perform(async () => {
      steps.push("first begins");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      steps.push("first ends");
    });
    const next = upkeep.perform(async () => steps.push("second"));
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all([slow, next]);
    expect(steps).toEqual(["first begins", "first ends", "second"]);
    await upkeep.stop();
  });

  it("tells what is under way to end when it is stopped, waits for that, and does nothing afterwards", async () => {
    const chore = vi.fn(async () => undefined);
    const { upkeep } = open(chore);
    let ended = false;
    const work = upkeep.perform(
      (signal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener("abort", () => {
            ended = true;
            resolve();
          });
        }),
    );
    await vi.advanceTimersByTimeAsync(0);
    await upkeep.stop();
    await work;
    expect(ended).toBe(true);
    await vi.advanceTimersByTimeAsync(48 * hourMs);
    expect(chore).not.toHaveBeenCalled();
  });
});
