import { describe, expect, it } from "vitest";
import { type Incidents, incidentsOf, type Notice, notificationFor } from "../../../electron/notify/incidents.ts";
import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { aFailedRun, aJob, anEngine, aRun, aSnapshot } from "../../support/desktop/samples.ts";

/** The notices of a row of runs. */
function notices(runs: readonly RunSummary[], known: Incidents = new Map()): readonly (Notice | null)[] {
  let incidents = known;
  return runs.map((run) => {
    const result = notificationFor({ type: "run", run }, incidents);
    incidents = result.incidents;
    return result.notice;
  });
}

describe("notificationFor", () => {
  it("speaks of the first failure, with the error's first line", () => {
    expect(notices([aFailedRun("Bucket notes is not there.\n  at list")])).toEqual([
      { kind: "failed", taskId: "sync-s3", runId: "run-1", title: "S3 sync", body: "Bucket notes is not there." },
    ]);
  });

  it("is silent while the same error goes on, whatever figures are in it", () => {
    const said = notices([
      aFailedRun("timed out after 1032 ms, request 7f3a9c01d2", { id: "a" }),
      aFailedRun("timed out after 998 ms, request 00aa11bb22", { id: "b" }),
    ]);
    expect(said[1]).toBeNull();
  });

  it("speaks of a different error", () => {
    const said = notices([aFailedRun("no network", { id: "a" }), aFailedRun("wrong key", { id: "b" })]);
    expect(said[1]).toMatchObject({ kind: "changed", runId: "b", body: "wrong key" });
  });

  it("speaks of the recovery once, with what came out", () => {
    const said = notices([
      aFailedRun("no network", { id: "a" }),
      aRun({ id: "b", summary: "38 uploaded" }),
      aRun({ id: "c" }),
    ]);
    expect(said.slice(1)).toEqual([
      expect.objectContaining({ kind: "recovered", body: "Works again: 38 uploaded" }),
      null,
    ]);
  });

  it("does not take a skipped or cancelled run for a recovery", () => {
    const said = notices([
      aFailedRun("no network", { id: "a" }),
      aRun({ id: "b", outcome: "skipped" }),
      aRun({ id: "c", status: "cancelled", outcome: null }),
      aFailedRun("no network", { id: "d" }),
    ]);
    expect(said.slice(1)).toEqual([null, null, null]);
  });

  it("says nothing twice when an event repeats a run", () => {
    const run = aFailedRun("no network");
    expect(notices([run, run])[1]).toBeNull();
  });

  it("keeps the jobs apart", () => {
    const said = notices([
      aFailedRun("x", { id: "a" }),
      aFailedRun("x", { id: "b", taskId: "news", taskTitle: "News" }),
    ]);
    expect(said.map((notice) => notice?.title)).toEqual(["S3 sync", "News"]);
  });

  it("does not speak while a run will be retried or succeeds as ever", () => {
    expect(notices([aRun({ status: "retry", outcome: null }), aRun({ status: "active" }), aRun()])).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("ignores what is no run", () => {
    expect(notificationFor({ type: "engine", engine: anEngine() }, new Map()).notice).toBeNull();
  });
});

describe("incidentsOf", () => {
  it("opens what already fails at the start, so that a restart repeats nothing", () => {
    const known = incidentsOf(aSnapshot([aJob({ health: "failing", last: aFailedRun("no network", { id: "a" }) })]));
    expect(notices([aFailedRun("no network", { id: "b" })], known)).toEqual([null]);
    expect(notices([aRun({ id: "b" })], known)).toEqual([expect.objectContaining({ kind: "recovered" })]);
  });
});
