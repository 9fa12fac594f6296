import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeHeap } from "../../../jobs/schedule/time-heap.ts";

describe("the heap of times", () => {
  it("always shows the earliest, whatever was set, replaced and removed before", () => {
    const step = fc.record({
      id: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
      at: fc.option(fc.integer({ min: 0, max: 9 })),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const heap = createTimeHeap();
        const model = new Map<string, number>();
        for (const { id, at } of steps) {
          if (at === null) {
            heap.remove(id);
            model.delete(id);
          } else {
            heap.set(id, at);
            model.set(id, at);
          }
          expect(heap.has(id)).toBe(at !== null);
          expect(heap.peek()?.at).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
        }
      }),
    );
  });
});
