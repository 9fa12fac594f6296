import { describe, expect, it, vi } from "vitest";
import { createRunLog } from "../../../renderer/state/run-log.ts";
import { createSampleHost } from "../../support/window/sample-host.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";

const nextFrame = (callback: () => void) => void setImmediate(callback);

function hostWith(logLines: number) {
  return createSampleHost({ now: () => Date.parse("2026-11-23T20:48:00Z"), jobs: [syncJob], logLines });
}

describe("createRunLog", () => {
  it("has the whole log of a run that has ended", async () => {
    const host = hostWith(2_500);
    const log = createRunLog({ client: host.client, runId: host.state.runs()[0]?.id ?? "", nextFrame });
    await vi.waitFor(() => expect(log.get().phase).toBe("ended"));
    expect(log.get().rows).toHaveLength(2_500);
  });

  it("follows a run that goes on until it ends", async () => {
    const host = hostWith(1);
    const run = host.state.startRun("sync-s3");
    const log = createRunLog({ client: host.client, runId: run.id, nextFrame });
    await vi.waitFor(() => expect(log.get().rows).toHaveLength(1));
    const before = log.get().version;
    host.state.log(run.id, "warn", "Skipped a.md");
    await vi.waitFor(() => expect(log.get().rows.at(-1)).toMatchObject({ text: "Skipped a.md", level: "warn" }));
    await vi.waitFor(() => expect(log.get().version).toBeGreaterThan(before));
    expect(log.get().phase).toBe("following");
    host.state.endRun(run.id, "completed");
    await vi.waitFor(() => expect(log.get().phase).toBe("ended"));
  });

  it("says why it could not be read", async () => {
    const log = createRunLog({ client: hostWith(1).client, runId: "nothing", nextFrame });
    await vi.waitFor(() => expect(log.get().phase).toBe("failed"));
    expect(log.get().message).toContain('There is no run "nothing"');
  });

  it("takes nothing more in once it was stopped", async () => {
    const host = hostWith(1);
    const run = host.state.startRun("sync-s3");
    const log = createRunLog({ client: host.client, runId: run.id, nextFrame });
    await vi.waitFor(() => expect(log.get().rows).toHaveLength(1));
    log.stop();
    host.state.log(run.id, "info", "after");
    host.state.endRun(run.id, "completed");
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.get().rows).toHaveLength(1);
    expect(log.get().phase).toBe("following");
  });
});
