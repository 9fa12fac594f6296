import { describe, expect, it } from "vitest";
import { applyEvent } from "../../../electron/host/apply-event.ts";
import { aJob, anEngine, aRun, aSnapshot } from "../../support/desktop/samples.ts";

describe("applyEvent", () => {
  const before = aSnapshot([aJob(), aJob({ taskId: "news" })]);

  it("replaces the engine", () => {
    const engine = anEngine({ paused: true });
    expect(applyEvent(before, { type: "engine", engine })).toEqual({ ...before, engine });
  });

  it("replaces a job in its place, and adds a new one at the end", () => {
    const changed = applyEvent(before, { type: "job", job: aJob({ paused: true }) });
    expect(changed.jobs.map((job) => [job.taskId, job.paused])).toEqual([
      ["sync-s3", true],
      ["news", false],
    ]);
    expect(applyEvent(before, { type: "job", job: aJob({ taskId: "new" }) }).jobs.at(-1)?.taskId).toBe("new");
  });

  it("is the same for what the tray does not show", () => {
    expect(applyEvent(before, { type: "run", run: aRun() })).toBe(before);
    expect(applyEvent(before, { type: "settings", fileProblems: [] })).toBe(before);
  });
});
