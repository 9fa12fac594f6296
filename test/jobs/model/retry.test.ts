import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRetry, retryDelayMs } from "../../../jobs/model/retry.ts";

describe("retryDelayMs", () => {
  it("doubles with every try up to the cap", () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => retryDelayMs(defaultRetry, attempt, 0.999999));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it("waits the same every time without backoff", () => {
    expect(retryDelayMs({ ...defaultRetry, backoff: false }, 5, 0.1)).toBe(1_000);
  });

  it("is never negative and never above the cap, however many tries there were", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (attempt, random) => {
          const delay = retryDelayMs(defaultRetry, attempt, random);
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(defaultRetry.maxDelayMs);
        },
      ),
    );
  });
});
