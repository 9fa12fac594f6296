import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromThread } from "../../../jobs/pool/from-thread.ts";

const span = { attempt: 1, id: 1, parentId: null, name: "part", startedAt: 1, finishedAt: null, failed: false };
const line = { seq: 1, at: 2, level: "info", message: "hi" };

describe("what comes from a thread", () => {
  it.each([
    { type: "ready" },
    { type: "log", lines: [line], dropped: 0 },
    { type: "progress", progress: { done: Number.NaN, total: Number.POSITIVE_INFINITY } },
    { type: "process", pid: 5, running: true },
    { type: "spans", spans: [span] },
    { type: "call", id: 1, call: { kind: "status" } },
    { type: "done", output: null, report: {} },
    { type: "failed", error: { code: "X", message: "y" }, retry: { kind: "never" } },
  ])("is taken when it is a message: $type", (message) => {
    expect(fromThread(message)).toBe(message);
  });

  it.each([
    null,
    "ready",
    {},
    { type: "other" },
    { type: "log", lines: "no", dropped: 0 },
    { type: "log", lines: [3], dropped: 0 },
    { type: "log", lines: [{ ...line, level: "loud" }], dropped: 0 },
    { type: "log", lines: [{ ...line, seq: Number.NaN }], dropped: 0 },
    { type: "log", lines: [{ ...line, message: 4 }], dropped: 0 },
    { type: "log", lines: [], dropped: "no" },
    { type: "progress", progress: null },
    { type: "progress", progress: { done: 1 } },
    { type: "process", pid: 1.5, running: true },
    { type: "spans", spans: [{ ...span, id: "1" }] },
    { type: "spans", spans: Array.from({ length: 502 }, () => span) },
    { type: "process", pid: 1, running: "yes" },
    { type: "call", id: "1", call: {} },
    { type: "call", id: 1 },
    { type: "done" },
    { type: "failed", error: { code: "X" }, retry: {} },
    { type: "failed", error: { code: "X", message: "y" } },
  ])("is refused when it is none: %j", (message) => {
    expect(fromThread(message)).toBeUndefined();
  });

  it("is judged whatever it is", () => {
    fc.assert(fc.property(fc.anything(), (message) => void fromThread(message)));
  });
});
