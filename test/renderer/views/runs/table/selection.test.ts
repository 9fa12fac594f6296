import { describe, expect, it } from "vitest";
import {
  keepThere,
  noSelection,
  selectAll,
  selectOne,
  selectRange,
  toggle,
} from "../../../../../renderer/views/runs/table/selection.ts";

const order = ["a", "b", "c", "d"];
const ids = ({ ids: chosen }: { readonly ids: ReadonlySet<string> }) => [...chosen];

describe("the selection of rows", () => {
  it("grows from where it began, in both directions", () => {
    const one = selectOne("c");
    expect(ids(selectRange(one, "d", order))).toEqual(["c", "d"]);
    expect(ids(selectRange(selectRange(one, "d", order), "a", order))).toEqual(["a", "b", "c"]);
    expect(ids(selectRange(noSelection, "b", order))).toEqual(["b"]);
    expect(ids(selectRange(selectOne("gone"), "b", order))).toEqual(["b"]);
  });

  it("takes a row in and out", () => {
    const two = toggle(selectOne("a"), "c");
    expect(ids(two)).toEqual(["a", "c"]);
    expect(ids(toggle(two, "a"))).toEqual(["c"]);
  });

  it("takes all that are there, and lets go of those that are not", () => {
    const all = selectAll(noSelection, order);
    expect(ids(all)).toEqual(order);
    expect(ids(keepThere(all, (id) => id !== "b"))).toEqual(["a", "c", "d"]);
    expect(keepThere(all, () => true)).toBe(all);
  });
});
