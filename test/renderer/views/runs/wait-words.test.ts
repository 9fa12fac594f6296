import { describe, expect, it } from "vitest";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import { waitWords } from "../../../../renderer/views/runs/wait-words.ts";

const now = Date.parse("2026-11-23T07:30:00Z");
const times = createTimeFormat("UTC");
const going = { paused: false, pausedUntil: null };
const paused = { paused: true, pausedUntil: null };
const run = { status: "created", attempts: 0, maxAttempts: 4, dueAt: now, error: null } as const;
const retry = {
  ...{ ...run, status: "retry" as const, attempts: 1, dueAt: now + 64_000 },
  error: { code: "TASK_FAILED", message: "No answer" },
};

describe("what a run waits for", () => {
  it.each([
    ["its turn", run, going, "Waiting for its turn."],
    ["a time", { ...run, dueAt: now + 64_000 }, going, "Waiting until 07:31:04."],
    ["the next try", retry, going, "Try 2 of 4 at 07:31:04, after: No answer."],
    ["a place for its try", { ...retry, dueAt: now }, going, /^Try 2 of 4 as soon as there is a place/],
    ["the end of a pause", run, paused, "Waiting: all jobs are paused."],
    [
      "a pause that ends by itself",
      run,
      { paused: true, pausedUntil: now + 3_600_000 },
      "Waiting: all jobs are paused until 08:30.",
    ],
    ["both", retry, paused, /^Waiting: all jobs are paused\. Try 2 of 4 at 07:31:04/],
  ])("is %s", (_what, waiting, engine, words) => {
    const said = waitWords(waiting, { engine, jobPaused: false, times, now });
    if (typeof words === "string") expect(said).toBe(words);
    else expect(said).toMatch(words);
  });

  it("is the end of its job's own pause, unless all jobs are paused", () => {
    const jobPaused = true;
    expect(waitWords(run, { engine: going, jobPaused, times, now })).toBe("Waiting: this job is paused.");
    expect(waitWords(run, { engine: paused, jobPaused, times, now })).toBe("Waiting: all jobs are paused.");
  });
});
