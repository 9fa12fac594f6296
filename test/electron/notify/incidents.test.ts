import { describe, expect, it } from "vitest";
import {
  type Circumstances,
  type Incidents,
  incidentsOf,
  type Notice,
  noIncidents,
  notificationFor,
} from "../../../electron/notify/incidents.ts";
import { defaultNotifySettings, ruleFor } from "../../../electron/notify/notify-rule.ts";
import type { NotifyWish } from "../../../jobs/model/notify.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { aFailedRun, aJob, aRun, aSnapshot } from "../../support/desktop/samples.ts";

const usual: Circumstances = {
  rule: ruleFor(null, defaultNotifySettings),
  afterFailures: 1,
  now: 5_000,
};
const wanting = (wish: NotifyWish): Circumstances => ({ ...usual, rule: ruleFor(wish, defaultNotifySettings) });

/** The notices of a row of runs. */
function notices(
  runs: readonly RunSummary[],
  { known = noIncidents, circumstances = usual }: { known?: Incidents; circumstances?: Circumstances } = {},
): readonly (Notice | null)[] {
  let incidents = known;
  return runs.map((run) => {
    const result = notificationFor(run, incidents, circumstances);
    incidents = result.incidents;
    return result.notice;
  });
}

describe("notificationFor", () => {
  it("speaks of the first failure, with the error's first line", () => {
    expect(notices([aFailedRun("Bucket notes is not there.\n  at list")])).toEqual([
      { kind: "failed", subject: "sync-s3", runId: "run-1", title: "S3 sync", body: "Bucket notes is not there." },
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
    expect(said.map((notice) => notice?.subject)).toEqual(["sync-s3", "news"]);
  });

  it("keeps the scripts of one task apart: one that works says nothing of another that fails", () => {
    const script = (scheduleId: string) => ({ taskId: "command", scheduleId });
    const said = notices([
      aFailedRun("x", { id: "a", ...script("command:1") }),
      aRun({ id: "b", ...script("command:2") }),
      aRun({ id: "c", ...script("command:1") }),
    ]);
    expect(said.map((notice) => notice?.kind)).toEqual(["failed", undefined, "recovered"]);
  });

  it("does not speak while a run will be retried or succeeds as ever", () => {
    expect(notices([aRun({ status: "retry", outcome: null }), aRun({ status: "active" }), aRun()])).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("waits for as many failures in a row as it was told to", () => {
    const circumstances = { ...usual, afterFailures: 3 };
    const failures = ["a", "b", "c", "d"].map((id) => aFailedRun("no network", { id }));
    expect(notices(failures, { circumstances }).map((notice) => notice?.kind)).toEqual([
      undefined,
      undefined,
      "failed",
      undefined,
    ]);
  });

  it("begins to count anew after a success, of which it then says nothing", () => {
    const circumstances = { ...usual, afterFailures: 2 };
    const runs = [aFailedRun("x", { id: "a" }), aRun({ id: "b" }), aFailedRun("x", { id: "c" })];
    expect(notices(runs, { circumstances })).toEqual([null, null, null]);
  });

  it("speaks of every run of a job that is always to tell, and of each once", () => {
    const runs = [aFailedRun("x", { id: "a" }), aFailedRun("x", { id: "b" }), aRun({ id: "c" }), aRun({ id: "d" })];
    const said = notices([...runs, aRun({ id: "d" })], { circumstances: wanting("always") });
    expect(said.map((notice) => notice?.kind)).toEqual(["failed", "failed", "recovered", "succeeded", undefined]);
  });

  it("speaks of the recovery only, where that is wanted", () => {
    const said = notices([aFailedRun("x", { id: "a" }), aRun({ id: "b" })], { circumstances: wanting("recovery") });
    expect(said.map((notice) => notice?.kind)).toEqual([undefined, "recovered"]);
  });

  it("never speaks of a job that is never to tell", () => {
    const said = notices([aFailedRun("x", { id: "a" }), aRun({ id: "b" })], { circumstances: wanting("never") });
    expect(said).toEqual([null, null]);
  });
});

describe("incidentsOf", () => {
  it("opens what already fails at the start, so that a restart repeats nothing", () => {
    const failing = aJob({ health: "failing", last: aFailedRun("no network", { id: "a" }) });
    const known = incidentsOf(aSnapshot([failing]), 1);
    expect(notices([aFailedRun("no network", { id: "b" })], { known })).toEqual([null]);
    expect(notices([aRun({ id: "b" })], { known })).toEqual([expect.objectContaining({ kind: "recovered" })]);
  });

  it("knows from the job's recent runs how often in a row it has failed", () => {
    const recent = (["failed", "completed", "failed"] as const).map((status, index) => ({
      ...{ id: `r${index}`, status, outcome: null, durationMs: 1 },
    }));
    const known = incidentsOf(aSnapshot([aJob({ last: aFailedRun("x", { id: "r2" }), recent })]), 3);
    const circumstances = { ...usual, afterFailures: 3 };
    const runs = [aFailedRun("x", { id: "b" }), aFailedRun("x", { id: "c" })];
    expect(notices(runs, { known, circumstances }).map((notice) => notice?.kind)).toEqual([undefined, "failed"]);
  });
});
