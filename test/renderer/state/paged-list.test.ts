import { describe, expect, it } from "vitest";
import { createPagedList } from "../../../renderer/state/paged-list.ts";

const keyOf = (row: number) => String(row);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Counts down from `from()`, three rows a page. */
const countdown = (from: () => number) => async (cursor: number | undefined) => {
  const first = cursor === undefined ? from() : cursor - 1;
  const rows = [first, first - 1, first - 2].filter((row) => row > 0);
  const last = rows.at(-1) ?? 0;
  return { rows, nextCursor: last > 1 ? last : null };
};

describe("createPagedList", () => {
  it("reads page after page until there is no more", async () => {
    const list = createPagedList({ read: countdown(() => 5), keyOf });
    await settled();
    expect(list.get()).toMatchObject({ rows: [5, 4, 3], done: false, phase: "ready" });
    list.more();
    await settled();
    expect(list.get()).toMatchObject({ rows: [5, 4, 3, 2, 1], done: true });
  });

  it("takes what is new to its beginning and keeps the rest", async () => {
    let newest = 5;
    const list = createPagedList({ read: countdown(() => newest), keyOf });
    await settled();
    list.more();
    await settled();
    newest = 6;
    list.refresh();
    await settled();
    expect(list.get().rows).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it("reads again after a reading during which something has changed", async () => {
    let reads = 0;
    const list = createPagedList({
      read: async () => {
        reads += 1;
        return { rows: [reads], nextCursor: null };
      },
      keyOf,
    });
    list.refresh();
    await settled();
    expect(list.get().rows).toEqual([2]);
  });

  it("says why a page could not be read, and reads it when asked again", async () => {
    let broken = true;
    const list = createPagedList({
      read: async () => {
        if (broken) throw new Error("The disk is full");
        return { rows: [1], nextCursor: null };
      },
      keyOf,
    });
    await settled();
    expect(list.get()).toMatchObject({ phase: "failed", message: "The disk is full" });
    broken = false;
    list.more();
    await settled();
    expect(list.get()).toMatchObject({ rows: [1], phase: "ready", message: null });
  });
});
