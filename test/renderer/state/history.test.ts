import { describe, expect, it, vi } from "vitest";
import { createHistory } from "../../../renderer/state/history.ts";
import { createSampleHost } from "../../support/window/sample-host.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";

const now = () => Date.parse("2026-11-23T20:48:00+01:00");

function historyOf(runsPerJob: number) {
  const host = createSampleHost({ now, jobs: [syncJob], runsPerJob });
  const history = createHistory({ client: host.client, taskId: "sync-s3", onRun: () => () => undefined });
  return { host, history };
}

describe("createHistory", () => {
  it("joins runs and ledger into one list", async () => {
    const { history } = historyOf(24);
    await vi.waitFor(() => expect(history.get().phase).toBe("ready"));
    const { rows, done } = history.get();
    expect(done).toBe(true);
    expect(rows.filter(({ kind }) => kind === "run")).toHaveLength(24);
    expect(rows.filter(({ kind }) => kind === "slot")).toHaveLength(3);
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((x, y) => y - x));
  });

  it("reads on until everything is there", async () => {
    const { history } = historyOf(500);
    await vi.waitFor(() => expect(history.get().rows.length).toBeGreaterThan(100));
    await vi.waitFor(() => {
      history.more();
      expect(history.get().done).toBe(true);
    });
    expect(history.get().rows).toHaveLength(503);
    expect(new Set(history.get().rows.map(({ key }) => key)).size).toBe(503);
  });

  it("shows a due time that was skipped meanwhile when it is told to look again", async () => {
    const { history, host } = historyOf(24);
    await vi.waitFor(() => expect(history.get().phase).toBe("ready"));
    const base = { scheduleId: "sync-s3:default", runId: null, lateMs: 0, slots: 1, decidedAt: now() };
    host.state.addOccurrence("sync-s3", { ...base, scheduledAt: now(), outcome: "skipped", reason: "paused" });
    history.refresh();
    await vi.waitFor(() => expect(history.get().rows[0]).toMatchObject({ kind: "slot", at: now() }));
    expect(history.get().rows).toHaveLength(28);
  });

  it("does not forget to look again when it is told so in the middle of a reading", async () => {
    const { history, host } = historyOf(300);
    await vi.waitFor(() => expect(history.get().phase).toBe("ready"));
    const base = { scheduleId: "sync-s3:default", runId: null, lateMs: 0, slots: 1, decidedAt: now() };
    history.more();
    host.state.addOccurrence("sync-s3", { ...base, scheduledAt: now(), outcome: "skipped", reason: "paused" });
    history.refresh();
    await vi.waitFor(() => expect(history.get().rows[0]).toMatchObject({ kind: "slot", at: now() }));
  });
});
