import { describe, expect, it } from "vitest";
import { failingJobs, trayState } from "../../../electron/tray/tray-state.ts";
import { aFailedRun, aJob, aScript, aSnapshot } from "../../support/desktop/samples.ts";

const failing = aJob({ health: "failing", last: aFailedRun("no network") });

describe("trayState", () => {
  it("is idle while nothing is known", () => {
    expect(trayState(null).look).toBe("idle");
  });

  it("is idle when all is well", () => {
    expect(trayState(aSnapshot([aJob()]))).toEqual({ look: "idle", active: 0, tooltip: "Jobdeck" });
  });

  it("counts what runs", () => {
    expect(trayState(aSnapshot([aJob({ health: "running" })], { activeRuns: 2 }))).toEqual({
      look: "running",
      active: 2,
      tooltip: "Jobdeck: 2 running",
    });
  });

  it("shows the failure of a script although another of the same task has succeeded since", () => {
    const scripts = [aScript("a", { title: "Backup", health: "failing" }), aScript("b", { title: "Disk space" })];
    const command = aJob({ taskId: "command", title: "Command", health: "ok", scripts });
    expect(trayState(aSnapshot([command]))).toMatchObject({ look: "failing", tooltip: "Jobdeck: Backup is failing" });
  });

  it("shows a failure over what runs", () => {
    expect(trayState(aSnapshot([failing], { activeRuns: 1 }))).toMatchObject({
      look: "failing",
      tooltip: "Jobdeck: S3 sync is failing",
    });
  });

  it("shows a pause over all else", () => {
    expect(trayState(aSnapshot([failing], { paused: true, activeRuns: 1 })).look).toBe("paused");
  });
});

describe("failingJobs", () => {
  it("has the newest failure first and leaves out jobs that run again or are paused", () => {
    const jobs = [
      aJob({ taskId: "old", health: "failing", last: aFailedRun("x", { finishedAt: 1 }) }),
      aJob({ taskId: "again", health: "running", last: aFailedRun("x", { finishedAt: 3 }) }),
      aJob({ taskId: "paused", health: "paused", last: aFailedRun("x", { finishedAt: 4 }) }),
      aJob({ taskId: "new", health: "failing", last: aFailedRun("x", { finishedAt: 2 }) }),
    ];
    expect(failingJobs(aSnapshot(jobs)).map((job) => job.taskId)).toEqual(["new", "old"]);
  });
});
