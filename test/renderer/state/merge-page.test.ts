import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePage } from "../../../renderer/state/merge-page.ts";

const keyOf = (row: string) => row;
const none = () => false;

describe("mergePage", () => {
  it("puts what is new in front and keeps what lies below the page", () => {
    const known = { rows: ["c", "b", "a"], nextCursor: null };
    const page = { rows: ["d", "c"], nextCursor: 2 };
    expect(mergePage({ known, page, keyOf, keep: none })).toEqual({ rows: ["d", "c", "b", "a"], nextCursor: null });
  });

  it("begins anew where the page and what is known do not meet", () => {
    const known = { rows: ["c", "b", "a"], nextCursor: null };
    const page = { rows: ["f", "e"], nextCursor: 2 };
    expect(mergePage({ known, page, keyOf, keep: none })).toEqual(page);
  });

  it("leaves a row that the user has changed in its place, though the page no longer has it", () => {
    const known = { rows: ["d", "c", "b", "a"], nextCursor: null };
    const page = { rows: ["d", "b", "a"], nextCursor: null };
    expect(mergePage({ known, page, keyOf, keep: (row) => row === "c" }).rows).toEqual(["d", "c", "b", "a"]);
  });

  it("never has a row twice, and has all of the page in its order", () => {
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 30 })).map((ids) => ids.map(String));
    fc.assert(
      fc.property(rows, rows, fc.option(fc.integer()), fc.func(fc.boolean()), (before, now, cursor, keep) => {
        const merged = mergePage({
          known: { rows: before, nextCursor: 1 },
          page: { rows: now, nextCursor: cursor },
          keyOf,
          keep,
        });
        expect(new Set(merged.rows).size).toBe(merged.rows.length);
        expect(merged.rows.filter((row) => now.includes(row))).toEqual(now);
      }),
    );
  });
});
