import { ORPCError } from "@orpc/client";
import { describe, expect, it } from "vitest";
import { trayActor } from "../../../electron/tray/tray-actions.ts";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import { aRun } from "../../support/desktop/samples.ts";

function setUp({ visible = false, starting = false, needsPayload = false } = {}) {
  const calls: unknown[] = [];
  const client = {
    jobs: {
      run: async (input: unknown) => {
        calls.push(["run", input]);
        if (needsPayload) throw new ORPCError("BAD_PAYLOAD", { message: "argv or shell is missing" });
        return aRun({ id: "r1" });
      },
    },
    engine: {
      pause: async (input: unknown) => void calls.push(["pause", input]),
      resume: async () => Promise.reject(new Error("host gone")),
    },
  } as unknown as JobdeckClient;
  const act = trayActor({
    client: () => (starting ? null : client),
    now: () => 0,
    openWindow: async (target) => void calls.push(["open", target]),
    isWindowVisible: () => visible,
    quit: () => calls.push("quit"),
    onFailed: (action, error) => calls.push([action.type, String(error)]),
  });
  return { act, calls };
}

describe("trayActor", () => {
  it("runs a job, and shows the run only in a window that is open", async () => {
    const shut = setUp();
    shut.act({ type: "run", taskId: "sync-s3" });
    const open = setUp({ visible: true });
    open.act({ type: "run", taskId: "sync-s3" });
    const ran = ["run", { taskId: "sync-s3" }];
    await expect.poll(() => open.calls).toEqual([ran, ["open", { view: "run", runId: "r1" }]]);
    expect(shut.calls).toEqual([ran]);
  });

  it("opens the form of a job that cannot run without a payload", async () => {
    const { act, calls } = setUp({ needsPayload: true });
    act({ type: "run", taskId: "command" });
    await expect.poll(() => calls.at(-1)).toEqual(["open", { view: "job", taskId: "command", part: "run-with" }]);
  });

  it("pauses for an hour, or until resumed", async () => {
    const { act, calls } = setUp();
    act({ type: "pause", until: "hour" });
    act({ type: "pause", until: "resumed" });
    await expect
      .poll(() => calls)
      .toEqual([
        ["pause", { forMs: 3_600_000 }],
        ["pause", {}],
      ]);
  });

  it("opens and quits while the host still starts, and says that all else has to wait", async () => {
    const { act, calls } = setUp({ starting: true });
    act({ type: "open", target: null });
    act({ type: "quit" });
    act({ type: "resume" });
    await expect
      .poll(() => calls)
      .toEqual([["open", null], "quit", ["resume", "Error: Jobdeck is still starting. Try again in a moment."]]);
  });

  it("says what failed", async () => {
    const { act, calls } = setUp();
    act({ type: "resume" });
    await expect.poll(() => calls).toEqual([["resume", "Error: host gone"]]);
  });
});
