import { describe, expect, it } from "vitest";
import { JobdeckError, messageOf, toStoredError } from "../../../jobs/model/errors.ts";
import { jobStatus } from "../../../jobs/model/job-status.ts";

describe("what is kept of anything that was thrown", () => {
  it("is its message when it is no error", () => {
    expect(toStoredError("just words")).toEqual({ code: "TASK_FAILED", message: "just words" });
    expect(messageOf(5)).toBe("5");
  });

  it("is the code, the details, and the stack with the cause", () => {
    const error = new JobdeckError("BAD_INPUT", "no", { cause: new Error("deep down"), details: { a: 1 } });
    expect(toStoredError(error)).toMatchObject({
      code: "BAD_INPUT",
      message: "no",
      details: { a: 1 },
      stack: expect.stringContaining("deep down"),
    });
    const bare = Object.assign(new Error("bare", { cause: "words" }), { stack: undefined });
    expect(toStoredError(bare, "OTHER")).toMatchObject({
      code: "OTHER",
      stack: expect.stringMatching(/bare[\s\S]*words/),
    });
  });
});

describe("a run under the names of pg-boss", () => {
  const run = {
    id: "r",
    taskId: "t",
    status: "created",
    error: null,
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    attempts: 0,
  } as const;

  it("has neither begun nor ended while it waits", () => {
    expect(jobStatus(run)).toMatchObject({
      data: null,
      output: null,
      startedOn: null,
      completedOn: null,
      retryCount: 0,
    });
  });

  it("says when it began and ended, and how often it was tried again", () => {
    const done = jobStatus({
      ...run,
      status: "completed",
      startedAt: 1_000,
      finishedAt: 2_000,
      attempts: 3,
      payload: 1,
      output: 2,
    });
    expect(done).toMatchObject({
      startedOn: "1970-01-01T00:00:01.000Z",
      completedOn: "1970-01-01T00:00:02.000Z",
      retryCount: 2,
      data: 1,
      output: 2,
    });
  });
});
