import { describe, expect, it } from "vitest";
import { slownessOf } from "../../../jobs/engine/slowness.ts";
import type { Run } from "../../../jobs/model/run.ts";

const minute = 60_000;

function run(durationMs: number, index: number): Run {
  return {
    ...{ id: `run-${index}`, taskId: "job", payload: {}, trigger: "schedule", priority: 0, maxAttempts: 1, dueAt: 0 },
    ...{ scheduleId: null, scheduledAt: null, retryOf: null, demo: false, seq: index, state: "completed" },
    ...{ outcome: "done", output: null, error: null, summary: null, attempts: 1, createdAt: 0 },
    ...{ startedAt: 0, finishedAt: durationMs, concurrencyKey: null, expiresAt: null, parentId: null, tags: [] },
  };
}

const facts = { schedules: [], recent: [], active: [], now: 100 * minute };
const everyMinute = { id: "job:default", next: () => [minute, 2 * minute, 3 * minute] };

describe("a slow job", () => {
  it("takes longer than the time between its times", () => {
    const recent = [5, 2, 2, 2].map((minutes, index) => run(minutes * minute, index));
    expect(slownessOf({ ...facts, schedules: [everyMinute], recent })).toEqual([
      { kind: "interval", takesMs: 2 * minute, thanMs: minute, scheduleId: "job:default", runId: null },
    ]);
  });

  it.each([
    ["it is faster", [everyMinute], [30_000, 30_000, 30_000]],
    ["it has run too seldom", [everyMinute], [9 * minute, 9 * minute]],
    ["it has one time only", [{ id: "once", next: () => [minute] }], [9 * minute, 9 * minute, 9 * minute]],
    ["it is paused", [{ id: "paused", next: () => [] }], [9 * minute, 9 * minute, 9 * minute]],
  ])("is not pointed out when %s", (_why, schedules, durations) => {
    expect(slownessOf({ ...facts, schedules, recent: durations.map(run) })).toEqual([]);
  });

  it("had a last run that took much longer than those before", () => {
    const recent = [25_000, 10_000, 9_000, 8_000, 10_000, 9_000].map(run);
    expect(slownessOf({ ...facts, recent })).toEqual([
      { kind: "history", takesMs: 25_000, thanMs: 10_000, scheduleId: null, runId: "run-0" },
    ]);
  });

  it("has a run that goes on for much longer than those before", () => {
    const recent = Array.from({ length: 9 }, (_, index) => run(10_000, index));
    const active = [{ id: "now", startedAt: facts.now - minute }];
    expect(slownessOf({ ...facts, recent, active })).toMatchObject([
      { kind: "history", takesMs: minute, runId: "now" },
    ]);
  });

  it.each([
    ["a moment more", [900, 100, 100, 100, 100, 100]],
    ["not twice as long", [19_000, 10_000, 10_000, 10_000, 10_000, 10_000]],
    ["with fewer than five before", [90_000, 10_000, 10_000, 10_000, 10_000]],
  ])("is none because of a run that took %s", (_what, durations) => {
    expect(slownessOf({ ...facts, recent: durations.map(run) })).toEqual([]);
  });
});
