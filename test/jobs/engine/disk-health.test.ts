import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDiskHealth } from "../../../jobs/engine/disk-health.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = () => Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });

function open(probe: () => void) {
  const [errors, mended]: [string[], string[]] = [[], []];
  const health = createDiskHealth({
    log: { info: () => undefined, warn: () => undefined, error: (message) => void errors.push(message) },
    probe,
    onChange: () => undefined,
    onMended: () => mended.push("mended"),
  });
  return { health, errors, mended };
}

describe("a disk that fails", () => {
  it("is told once, whoever notices it", () => {
    const { health, errors } = open(() => undefined);
    health.note(full());
    health.log.error("Claiming failed", full());
    health.note(new Error("something else"));
    expect(errors).toHaveLength(1);
    expect(health.problem()).toBe(errors[0]);
    health.stop();
  });

  it("is tried until it takes something again", async () => {
    let isFull = true;
    const { health, mended } = open(() => {
      if (isFull) throw full();
    });
    health.note(full());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(mended).toEqual([]);
    isFull = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect([mended, health.problem()]).toEqual([["mended"], null]);
  });

  it("is not waited for for ever when it cannot be tried for another reason", async () => {
    const { health, errors, mended } = open(() => {
      throw new Error("no such table");
    });
    health.note(full());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(errors.at(-1)).toContain("no such table");
    expect(mended).toEqual(["mended"]);
  });
});

describe("what has nothing to do with the disk", () => {
  it("is passed on to the log as it is", () => {
    const { health, errors } = open(() => undefined);
    health.log.error("A feed is malformed", new Error("x"));
    expect([errors, health.problem()]).toEqual([["A feed is malformed"], null]);
  });
});
