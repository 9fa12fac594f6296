import { describe, expect, it } from "vitest";
import { fromSnapshot, jobOf, type Live, reduceLive } from "../../../renderer/state/live.ts";
import { createSampleHost } from "../../support/window/sample-host.ts";

const now = () => Date.parse("2026-11-23T20:48:00+01:00");

async function picture(): Promise<{ live: Live; host: ReturnType<typeof createSampleHost> }> {
  const host = createSampleHost({ now });
  return { live: fromSnapshot(await host.client.snapshot({})), host };
}

describe("reduceLive", () => {
  it("takes the place of what it knew of a job and leaves the order alone", async () => {
    const { live, host } = await picture();
    const job = { ...host.state.findJob("goals"), paused: true };
    const next = reduceLive(live, { type: "job", job });
    expect(next.jobs.map(({ taskId }) => taskId)).toEqual(live.jobs.map(({ taskId }) => taskId));
    expect(jobOf(next, "goals")?.paused).toBe(true);
    expect(jobOf(next, "alarms")).toBe(jobOf(live, "alarms"));
  });

  it("puts a job that it did not know at the end", async () => {
    const { live, host } = await picture();
    const job = { ...host.state.findJob("goals"), taskId: "new-one" };
    expect(reduceLive(live, { type: "job", job }).jobs.at(-1)?.taskId).toBe("new-one");
  });

  it("shows a run on its job before the job's own event has come, and its end", async () => {
    const { live, host } = await picture();
    const [old] = (await host.client.runs.list({ taskId: "goals", limit: 1 })).runs;
    if (!old) throw new Error("The sample has no run");
    const run = { ...old, id: "fresh", status: "active" as const, createdAt: now(), finishedAt: null };
    const begun = reduceLive(live, { type: "run", run });
    expect(jobOf(begun, "goals")?.active.map(({ id }) => id)).toEqual(["fresh"]);
    const progressed = reduceLive(begun, { type: "run", run: { ...run, progress: { done: 1, total: 2 } } });
    expect(jobOf(progressed, "goals")?.active).toEqual([{ ...run, progress: { done: 1, total: 2 } }]);
    const ended = reduceLive(progressed, { type: "run", run: { ...run, status: "failed" } });
    expect(jobOf(ended, "goals")?.active).toEqual([]);
    expect(jobOf(ended, "goals")?.last?.id).toBe("fresh");
  });

  it("does not take an older run for the last one", async () => {
    const { live, host } = await picture();
    const { runs } = await host.client.runs.list({ taskId: "goals", limit: 5 });
    const [newest, , older] = runs;
    if (!newest || !older) throw new Error("The sample has too few runs");
    const next = reduceLive(live, { type: "run", run: { ...older, summary: "changed" } });
    expect(jobOf(next, "goals")?.last?.id).toBe(newest.id);
  });

  it("counts changes of settings", async () => {
    const { live } = await picture();
    expect(reduceLive(live, { type: "settings", fileProblems: [] }).settingsVersion).toBe(live.settingsVersion + 1);
  });
});
