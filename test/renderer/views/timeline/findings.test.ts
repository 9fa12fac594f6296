import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import type { Timeline, TimelineJob } from "../../../../jobs/model/timeline.ts";
import { collisionsOf, gapsOf, worstCollisions } from "../../../../renderer/views/timeline/findings.ts";
import { foldRun } from "../../../../renderer/views/timeline/fold-run.ts";
import { sampleJobs } from "../../../support/window/sample-jobs.ts";
import { sampleRuns, summaryOf } from "../../../support/window/sample-runs.ts";

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.UTC(2026, 10, 27, 12);
const job = (taskId: string, values: Partial<TimelineJob> = {}): TimelineJob => ({
  ...{ taskId, runs: [], parts: [], notRun: [], predicted: [], morePredicted: false, usualMs: null },
  ...values,
});
const missed = (scheduledAt: number, reason: string | null = "asleep") => ({
  ...{ scheduleId: "s", scheduledAt, outcome: "missed" as const, reason, slots: 1 },
});
const ran = (startedAt: number) => ({
  ...{ id: `run-${startedAt}`, status: "completed" as const, outcome: "done" as const, trigger: "schedule" as const },
  ...{ scheduledAt: null, startedAt, finishedAt: startedAt + 1, note: null },
});

describe("collisions", () => {
  it("are the minutes in which more than one job begins", () => {
    const found = collisionsOf([
      job("a", { predicted: [noon, noon + hour] }),
      job("b", { predicted: [noon + 59_000, noon + 2 * hour] }),
      job("c", { predicted: [noon + hour + minute] }),
    ]);
    expect(found).toEqual([{ at: noon, taskIds: ["a", "b"] }]);
  });

  it("are not made of jobs that run all the time", () => {
    const often = Array.from({ length: 60 }, (_, index) => noon + index * minute);
    expect(collisionsOf([job("a", { predicted: often }), job("b", { predicted: [noon] })])).toEqual([]);
  });

  it("name every job that begins in their minute, once", () => {
    const times = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(times, { minLength: 2, maxLength: 5 }), (all) => {
        const jobs = all.map((each, index) =>
          job(`job-${index}`, {
            predicted: [...new Set(each)].sort((a, b) => a - b).map((at) => noon + at * 30 * minute),
          }),
        );
        for (const { at, taskIds } of collisionsOf(jobs)) {
          expect(taskIds.length).toBeGreaterThan(1);
          expect(taskIds).toEqual(jobs.filter(({ predicted }) => predicted.includes(at)).map(({ taskId }) => taskId));
        }
      }),
    );
  });

  it("are told once for the same jobs, the largest first", () => {
    const at = (hours: number, ...taskIds: string[]) => ({ at: noon + hours * hour, taskIds });
    const all = [at(0, "a", "b"), at(1, "a", "b", "c"), at(2, "c", "b", "a"), at(3, "a", "b", "c", "d")];
    expect(worstCollisions(all, 3)).toEqual([
      { ...at(3, "a", "b", "c", "d"), times: 1 },
      { ...at(1, "a", "b", "c"), times: 2 },
    ]);
    expect(worstCollisions(all, 1)).toHaveLength(1);
  });
});

describe("gaps", () => {
  it("reach from the first to the last missed time between which nothing began", () => {
    const found = gapsOf([
      job("a", { notRun: [missed(noon), missed(noon + 2 * hour)], runs: [ran(noon - hour), ran(noon + 3 * hour)] }),
      job("b", { notRun: [missed(noon + hour)] }),
    ]);
    expect(found).toEqual([{ from: noon, to: noon + 2 * hour, word: "asleep" }]);
  });

  it("end where a job begins", () => {
    const found = gapsOf([job("a", { notRun: [missed(noon), missed(noon + 2 * hour)], runs: [ran(noon + hour)] })]);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [noon, noon],
      [noon + 2 * hour, noon + 2 * hour],
    ]);
  });

  it.each([
    [["host-off"], "not running"],
    [["host-off", "asleep"], "asleep"],
    [["asleep", "host-off"], "asleep"],
    [[null], "missed"],
    [["host-off", "superseded"], "not running"],
  ])("are called after their reasons: %o is %s", (reasons, word) => {
    const notRun = reasons.map((reason, index) => missed(noon + index, reason));
    expect(gapsOf([job("a", { notRun })])).toMatchObject([{ word }]);
  });
});

describe("a run that the host tells of", () => {
  const [sample] = sampleJobs;
  if (!sample) throw new Error("There is no sample job.");
  const [base] = sampleRuns(sample, noon, 1).map(summaryOf);
  if (!base) throw new Error("There is no sample run.");
  const told = (values: Partial<RunSummary>): RunSummary => ({ ...base, startedAt: noon, finishedAt: null, ...values });
  const timeline: Timeline = {
    ...{ from: noon - hour, to: noon + hour, now: noon },
    jobs: [job(base.taskId, { runs: [ran(noon - minute), ran(noon + minute)] }), job("other")],
  };
  const idsOf = (from: Timeline) => from.jobs[0]?.runs.map(({ id }) => id);

  it("takes its place in time, and is put in once", () => {
    const active = foldRun(timeline, told({ status: "active" }));
    expect(idsOf(active)).toEqual([`run-${noon - minute}`, base.id, `run-${noon + minute}`]);
    const ended = foldRun(active, told({ status: "completed", finishedAt: noon + 5 }));
    expect(idsOf(ended)).toEqual(idsOf(active));
    expect(ended.jobs[0]?.runs[1]).toMatchObject({ status: "completed", finishedAt: noon + 5 });
    expect(ended.jobs[1]).toBe(timeline.jobs[1]);
  });

  it("takes its place in the lane of the script whose schedule it counts for", () => {
    const withScript = { ...timeline, jobs: [...timeline.jobs, job("command:a"), job("command")] };
    const next = foldRun(withScript, told({ status: "active", taskId: "command", scheduleId: "command:a" }));
    expect(next.jobs.map(({ runs }) => runs.length)).toEqual([2, 0, 1, 0]);
    const byHand = foldRun(withScript, told({ status: "active", taskId: "command", scheduleId: null }));
    expect(byHand.jobs.map(({ runs }) => runs.length)).toEqual([2, 0, 0, 1]);
  });

  it.each<[string, Partial<RunSummary>]>([
    ["has not begun", { status: "created", startedAt: null }],
    ["waits for its first try", { status: "created" }],
    ["is after the window", { status: "active", startedAt: noon + hour }],
    ["was before the window", { status: "completed", startedAt: noon - 3 * hour, finishedAt: noon - 2 * hour }],
    ["is of a job that is not shown", { status: "active", taskId: "unknown" }],
  ])("changes nothing when it %s", (_what, values) => {
    expect(foldRun(timeline, told(values))).toBe(timeline);
  });
});
