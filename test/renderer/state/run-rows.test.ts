import { describe, expect, it } from "vitest";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { appendRuns, putRuns } from "../../../renderer/state/run-rows.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";
import { sampleRuns, summaryOf } from "../../support/window/sample-runs.ts";

const [a, b, c, d] = sampleRuns(syncJob, Date.parse("2026-11-23T20:48:00Z"), 4).map(summaryOf) as [
  RunSummary,
  RunSummary,
  RunSummary,
  RunSummary,
];
const any = { filter: {}, done: false };

describe("putRuns", () => {
  it("changes a run in its place", () => {
    const changed = { ...b, summary: "changed" };
    expect(putRuns([a, b, c], [changed], any)).toEqual([a, changed, c]);
  });

  it("puts a new run where its time belongs", () => {
    expect(putRuns([b, c], [a], any)).toEqual([a, b, c]);
    expect(putRuns([a, c], [b], any)).toEqual([a, b, c]);
  });

  it("takes many at once, the last picture of each", () => {
    const newer = { ...a, summary: "newer" };
    expect(putRuns([b, d], [c, a, newer], any)).toEqual([newer, b, c, d]);
    const rows = [b, d];
    expect(putRuns(rows, [], any)).toBe(rows);
  });

  it("leaves a run that is older than all to the page that will bring it", () => {
    expect(putRuns([a, b], [d], any)).toEqual([a, b]);
    expect(putRuns([a, b], [d], { filter: {}, done: true })).toEqual([a, b, d]);
  });

  it("takes a run out that no longer fits the filter and lets none in that does not", () => {
    const active = { ...a, status: "active" as const };
    const filter = { states: ["active"] as const };
    expect(putRuns([active], [a], { filter, done: true })).toEqual([]);
    expect(putRuns([active], [b], { filter, done: true })).toEqual([active]);
    expect(putRuns([], [a], { filter: { taskIds: ["other"] }, done: true })).toEqual([]);
  });
});

describe("appendRuns", () => {
  it("puts a run that was found by its id where its time belongs once newer ones have come", () => {
    expect(appendRuns([a, d], [b, c])).toEqual([a, b, c, d]);
  });

  it("adds a page without doubling what came by an event meanwhile", () => {
    const newer = { ...b, summary: "newer" };
    expect(appendRuns([a, b], [newer, c])).toEqual([a, newer, c]);
  });
});
