import { RPCHandler } from "@orpc/server/message-port";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectPort } from "../../../renderer/state/client.ts";
import { jobOf } from "../../../renderer/state/live.ts";
import { createSession, type Session } from "../../../renderer/state/session.ts";
import { createSampleHost, type SampleHost } from "../../support/window/sample-host.ts";

const open: { close: () => void }[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function hosted(engine = {}): { host: SampleHost; connect: (session: Session) => { hangUp: () => void } } {
  const host = createSampleHost({ now: () => Date.now(), engine });
  return {
    host,
    connect: (session) => {
      const { port1, port2 } = new MessageChannel();
      open.push(port1, port2);
      new RPCHandler(host.router).upgrade(port2);
      port2.start();
      session.connect(connectPort(port1));
      return { hangUp: () => port2.close() };
    },
  };
}

const phaseOf = (session: Session) => session.state.get().phase;

describe("createSession", () => {
  it("shows the snapshot and then every change, over a real port", async () => {
    const session = createSession({ patienceMs: 10_000 });
    const { host, connect } = hosted();
    connect(session);
    await vi.waitFor(() => expect(phaseOf(session)).toBe("ready"));
    expect(session.state.get().live?.jobs).toHaveLength(11);
    host.state.setJob("goals", { paused: true });
    await vi.waitFor(() => {
      const { live } = session.state.get();
      expect(live && jobOf(live, "goals")?.paused).toBe(true);
    });
  });

  it("tells of every run that changes", async () => {
    const session = createSession({ patienceMs: 10_000 });
    const { host, connect } = hosted();
    const seen: string[] = [];
    session.onRun((run) => seen.push(`${run.taskId} ${run.status}`));
    connect(session);
    await vi.waitFor(() => expect(phaseOf(session)).toBe("ready"));
    const run = host.state.startRun("goals");
    host.state.endRun(run.id, "completed");
    await vi.waitFor(() => expect(seen).toEqual(["goals active", "goals completed"]));
  });

  it("says that the host was lost, keeps the last picture, and goes on with the next host", async () => {
    const session = createSession({ patienceMs: 10_000 });
    const first = hosted();
    const { hangUp } = first.connect(session);
    await vi.waitFor(() => expect(phaseOf(session)).toBe("ready"));
    hangUp();
    await vi.waitFor(() => expect(phaseOf(session)).toBe("lost"));
    expect(session.state.get().message).toContain("closed the connection");
    expect(session.state.get().live?.jobs).toHaveLength(11);
    hosted({ version: "9.9.9" }).connect(session);
    await vi.waitFor(() => expect(session.state.get().live?.engine.version).toBe("9.9.9"));
    expect(phaseOf(session)).toBe("ready");
  });

  it("says so when no host ever answers", () => {
    vi.useFakeTimers();
    try {
      const session = createSession({ patienceMs: 10_000 });
      vi.advanceTimersByTime(9_999);
      expect(phaseOf(session)).toBe("connecting");
      vi.advanceTimersByTime(1);
      expect(phaseOf(session)).toBe("lost");
    } finally {
      vi.useRealTimers();
    }
  });
});
