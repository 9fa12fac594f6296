import { describe, expect, it } from "vitest";
import {
  humanName,
  occurrenceInWords,
  reasonInWords,
  resultLine,
  runMark,
  runTitle,
  slownessWords,
} from "../../../renderer/format/words.ts";

describe("runMark", () => {
  it.each([
    [{ status: "active", outcome: null, trigger: "user" }, "running"],
    [{ status: "created", outcome: null, trigger: "user" }, "waiting"],
    [{ status: "retry", outcome: null, trigger: "user" }, "waiting"],
    [{ status: "failed", outcome: null, trigger: "catch-up" }, "failed"],
    [{ status: "cancelled", outcome: null, trigger: "user" }, "cancelled"],
    [{ status: "completed", outcome: "done", trigger: "schedule" }, "done"],
    [{ status: "completed", outcome: "done", trigger: "catch-up" }, "caught-up"],
    [{ status: "completed", outcome: "warnings", trigger: "catch-up" }, "warnings"],
    [{ status: "completed", outcome: "skipped", trigger: "schedule" }, "skipped"],
  ] as const)("marks %o as %s", (run, mark) => {
    expect(runMark(run)).toBe(mark);
  });
});

describe("occurrenceInWords", () => {
  it("says what became of a due time and why", () => {
    expect(occurrenceInWords({ outcome: "skipped", reason: "overlap", slots: 1 })).toBe(
      "Skipped: the previous run was still active",
    );
    expect(occurrenceInWords({ outcome: "missed", reason: "host-off", slots: 28_800 })).toBe(
      "Missed 28\u202f800 due times up to here: Jobdeck was not running",
    );
    expect(occurrenceInWords({ outcome: "missed", reason: null, slots: 1 })).toBe("Missed");
  });

  it("shows a reason that it does not know as it is", () => {
    expect(reasonInWords("calendar: Low-key day")).toBe("it was a holiday (Low-key day)");
    expect(reasonInWords("low-battery")).toBe("low battery");
  });
});

describe("resultLine", () => {
  const base = { status: "completed", summary: null, error: null, dueAt: 0 } as const;

  it("is the first line of what came out or went wrong", () => {
    expect(resultLine({ ...base, summary: "38 uploaded" })).toBe("38 uploaded");
    expect(resultLine({ ...base, status: "failed", error: { code: "X", message: "No bucket\n at line 1" } })).toBe(
      "No bucket",
    );
    expect(resultLine({ ...base, status: "retry", error: { code: "X", message: "No bucket" } })).toBe(
      "trying again after: No bucket",
    );
    expect(resultLine({ ...base, status: "active" })).toBe("");
  });
});

describe("names", () => {
  it("are made readable", () => {
    expect(humanName("uploadedFiles")).toBe("uploaded files");
    expect(humanName("not_after")).toBe("not after");
    expect(runTitle("41c70b3e-0000-4000-8000-000000000000")).toBe("Run 41c7");
  });
});

describe("slownessWords", () => {
  it("says what a job is slower than", () => {
    const than = { takesMs: 125_000, thanMs: 60_000, scheduleId: null, runId: null };
    expect(slownessWords({ ...than, kind: "interval" })).toBe(
      "Usually takes 2 m 05 s, longer than the 1 m between its times",
    );
    expect(slownessWords({ ...than, kind: "history" })).toBe("Slow: 9 of 10 end within 1 m");
  });
});
