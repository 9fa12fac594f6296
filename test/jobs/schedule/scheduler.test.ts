import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createScheduler, type Scheduler } from "../../../jobs/schedule/scheduler.ts";

let scheduler: Scheduler;
let asked: string[];
let answer: (id: string, now: number) => Promise<number | null>;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  asked = [];
  answer = async () => null;
  scheduler = createScheduler({
    clock: { now: Date.now },
    plan: (id, now) => {
      asked.push(id);
      return answer(id, now);
    },
  });
  scheduler.start();
});

afterEach(async () => {
  await scheduler.stop();
  vi.useRealTimers();
});

describe("the scheduler", () => {
  it("asks at one moment for everything that is due at one moment", async () => {
    const ends: (() => void)[] = [];
    answer = () => new Promise((resolve) => ends.push(() => resolve(null)));
    for (const id of ["a", "b", "c"]) scheduler.set(id, 1_000);
    scheduler.set("later", 2_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.toSorted()).toEqual(["a", "b", "c"]);
    for (const end of ends.splice(0)) end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.at(-1)).toBe("later");
    for (const end of ends) end();
  });

  it("takes some hundred at a time, and leaves none out", async () => {
    let atOnce = 0;
    let most = 0;
    answer = async () => {
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce -= 1;
      return null;
    };
    for (let index = 0; index < 1_001; index++) scheduler.set(`s-${index}`, 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(new Set(asked).size).toBe(1_001);
    expect(most).toBeLessThan(500);
  });

  it("leaves a time alone that was set while the schedule was planned", async () => {
    answer = async (id, now) => {
      if (now < 5_000) scheduler.set(id, 5_000);
      return now < 5_000 ? 2_000 : null;
    };
    scheduler.set("a", 1_000);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(asked).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toEqual(["a", "a"]);
  });

  it("fires nothing once it is stopped, also what it was about to fire", async () => {
    scheduler.set("a", 1_000);
    scheduler.set("b", 1_000);
    let end = () => undefined as unknown;
    answer = (id) => (id === "a" ? new Promise((resolve) => (end = () => resolve(1_001))) : Promise.resolve(1_001));
    await vi.advanceTimersByTimeAsync(1_000);
    const stopped = scheduler.stop();
    vi.setSystemTime(5_000);
    end();
    await stopped;
    await scheduler.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.toSorted()).toEqual(["a", "b"]);
  });
});
