import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMove, isFinal, type RunState, runStates, statesBefore } from "../../../jobs/model/run-state.ts";

const state = fc.constantFrom(...runStates);

describe("the run's states", () => {
  it("has the six states of the product and no others", () => {
    expect([...runStates].sort()).toEqual(["active", "cancelled", "completed", "created", "failed", "retry"]);
  });

  it("lets no run leave a final state", () => {
    fc.assert(fc.property(state, state, (from, to) => !isFinal(from) || !canMove(from, to)));
  });

  it("completes and fails only what was active", () => {
    expect(statesBefore("completed")).toEqual(["active"]);
    expect(statesBefore("failed")).toEqual(["active"]);
    expect(statesBefore("retry")).toEqual(["active"]);
  });

  it("can cancel everything that has not ended", () => {
    fc.assert(fc.property(state, (from) => canMove(from, "cancelled") === !isFinal(from)));
  });

  it("reaches an end from every state by some way", () => {
    const reaches = (from: RunState, seen: ReadonlySet<RunState> = new Set()): boolean =>
      isFinal(from) ||
      runStates.some((to) => canMove(from, to) && !seen.has(to) && reaches(to, new Set([...seen, from])));
    fc.assert(fc.property(state, (from) => reaches(from)));
  });

  it("never comes back to created", () => {
    expect(statesBefore("created")).toEqual([]);
  });
});
