import { describe, expect, it } from "vitest";
import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { appendRuns, putRun } from "../../../renderer/state/run-rows.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";
import { sampleRuns, summaryOf } from "../../support/window/sample-runs.ts";

const [a, b, c, d] = sampleRuns(syncJob, Date.parse("2026-11-23T20:48:00Z"), 4).map(summaryOf) as [
  RunSummary,
  RunSummary,
  RunSummary,
  RunSummary,
];
const any = { filter: {}, done: false };

describe("putRun", () => {
  it("changes a run in its place", () => {
    const changed = { ...b, summary: "changed" };
    expect(putRun([a, b, c], changed, any)).toEqual([a, changed, c]);
  });

  it("puts a new run where its time belongs", () => {
    expect(putRun([b, c], a, any)).toEqual([a, b, c]);
    expect(putRun([a, c], b, any)).toEqual([a, b, c]);
  });

  it("leaves a run that is older than all to the page that will bring it", () => {
    expect(putRun([a, b], d, any)).toEqual([a, b]);
    expect(putRun([a, b], d, { filter: {}, done: true })).toEqual([a, b, d]);
  });

  it("takes a run out that no longer fits the filter and lets none in that does not", () => {
    const active = { ...a, status: "active" as const };
    const filter = { status: "active" as const };
    expect(putRun([active], a, { filter, done: true })).toEqual([]);
    expect(putRun([active], b, { filter, done: true })).toEqual([active]);
    expect(putRun([], a, { filter: { taskId: "other" }, done: true })).toEqual([]);
  });
});

describe("appendRuns", () => {
  it("adds a page without doubling what came by an event meanwhile", () => {
    const newer = { ...b, summary: "newer" };
    expect(appendRuns([a, b], [newer, c])).toEqual([a, newer, c]);
  });
});
