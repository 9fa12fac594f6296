import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimelineJob, TimelineRun } from "../../../../jobs/model/timeline.ts";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import { marksOf, nearestMark } from "../../../../renderer/views/timeline/marks.ts";
import { moveOf } from "../../../../renderer/views/timeline/moves.ts";
import { listInWords, markInWords } from "../../../../renderer/views/timeline/words.ts";

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 10, 27, 12);
const span = { from: now - 24 * hour, to: now + 24 * hour };
const width = 960;

const none: TimelineJob = {
  ...{ taskId: "job", runs: [], parts: [], notRun: [], predicted: [], morePredicted: false, usualMs: null },
};
const run = (startedAt: number, values: Partial<TimelineRun> = {}): TimelineRun => ({
  ...{ id: `run-${startedAt}`, status: "completed", outcome: "done", trigger: "schedule", scheduledAt: startedAt },
  ...{ startedAt, finishedAt: startedAt + minute, note: null },
  ...values,
});
const missed = (scheduledAt: number, slots = 1) => ({
  ...{ scheduleId: "job:s0", scheduledAt, outcome: "missed" as const, reason: "asleep", slots },
});
const draw = (job: Partial<TimelineJob>) => marksOf({ ...none, ...job }, { span, width, now });
const say = (job: Partial<TimelineJob>) =>
  draw(job).map((mark) =>
    markInWords(mark, { title: "Sync", times: createTimeFormat("UTC"), now, usualMs: job.usualMs?.p50 ?? null }),
  );

const anyRun = fc
  .record({
    at: fc.integer({ min: span.from - hour, max: now }),
    tookMs: fc.integer({ min: 0, max: 3 * hour }),
    status: fc.constantFrom("completed", "failed", "cancelled"),
  })
  .map(({ at, tookMs, status }) => run(at, { status: status as "completed", finishedAt: at + tookMs }));

describe("the marks of a lane", () => {
  it("do not lie on each other, are all inside, and stand for everything that is there", () => {
    fc.assert(
      fc.property(
        fc.array(anyRun, { maxLength: 200 }),
        fc.array(fc.integer({ min: now, max: span.to - 1 }), { maxLength: 100 }),
        fc.array(fc.integer({ min: span.from, max: now }), { maxLength: 40 }),
        (runs, predicted, times) => {
          const marks = draw({ runs, predicted, notRun: times.map((at) => missed(at, 2)) });
          const shown = runs.filter(({ finishedAt }) => (finishedAt ?? now) >= span.from);
          const sum = marks.reduce((total, { count }) => total + count, 0);
          expect(sum).toBe(shown.length + predicted.length + 2 * times.length);
          expect(marks.reduce((total, { failed }) => total + failed, 0)).toBe(
            shown.filter(({ status }) => status === "failed").length,
          );
          for (const [index, mark] of marks.entries()) {
            const before = marks[index - 1];
            expect(mark.x).toBeGreaterThanOrEqual(before ? before.x + before.width - 1e-6 : 0);
            expect(mark.x + mark.width).toBeLessThanOrEqual(width + 1e-6);
            expect(mark.width).toBeGreaterThan(1.9);
          }
          expect(new Set(marks.map(({ key }) => key)).size).toBe(marks.length);
        },
      ),
    );
  });

  it("show a failure between runs that went well", () => {
    const runs = [0, 1, 2, 3, 4].map((index) => run(now - 5 * hour + index * 5 * minute));
    const marks = draw({
      runs: runs.map((each, index) => (index === 2 ? { ...each, status: "failed" as const } : each)),
    });
    expect(marks.map(({ tone }) => tone)).toContain("failed");
  });

  it("are as wide as a planned run usually takes", () => {
    const [mark] = draw({ predicted: [now + hour], usualMs: { p50: 2 * hour, p90: 3 * hour } });
    expect(mark?.width).toBeCloseTo(40);
  });

  it("go on to the end of the window when there are more planned times than are known", () => {
    const [mark] = draw({ predicted: [now + hour, now + hour + minute], morePredicted: true });
    expect(mark).toMatchObject({ more: true, count: 2 });
    expect((mark?.x ?? 0) + (mark?.width ?? 0)).toBeCloseTo(width);
  });

  it("show an active run up to now", () => {
    const [mark] = draw({ runs: [run(now - hour, { status: "active", outcome: null, finishedAt: null })] });
    expect(mark).toMatchObject({ tone: "running", to: now });
  });

  it("are none without a place to draw them", () => {
    expect(marksOf({ ...none, runs: [run(now)] }, { span, width: 0, now })).toEqual([]);
  });
});

describe("a mark in words", () => {
  it.each<[Partial<TimelineJob>, string]>([
    [{ runs: [run(now - hour)] }, "Sync, today 11:00, completed, took 1 m"],
    [
      { runs: [run(now - hour, { status: "failed", outcome: null, note: "403 Forbidden\nat x" })] },
      "Sync, today 11:00, failed, took 1 m: 403 Forbidden",
    ],
    [{ runs: [run(now - hour, { outcome: "warnings" })] }, "Sync, today 11:00, completed with warnings, took 1 m"],
    [{ runs: [run(now - hour, { trigger: "catch-up" })] }, "Sync, today 11:00, caught up, took 1 m"],
    [
      { runs: [run(now - hour, { status: "active", outcome: null, finishedAt: null })] },
      "Sync, today 11:00, running, for 1 h",
    ],
    [{ notRun: [missed(now - hour)] }, "Sync, today 11:00, missed: the computer was asleep"],
    [{ predicted: [now + hour] }, "Sync, today 13:00, planned"],
    [
      { predicted: [now + hour], usualMs: { p50: 140_000, p90: 1 } },
      "Sync, today 13:00, planned, usually takes 2 m 20 s",
    ],
    [
      { runs: [run(now - hour), run(now - hour + 1, { status: "failed" })] },
      "Sync, today 11:00 to today 11:01, 2 runs, 1 failed",
    ],
    [
      { parts: [{ from: now - hour, to: now, runs: 60, failed: 0, cancelled: 0 }] },
      "Sync, today 11:00 to today 12:00, 60 runs, completed",
    ],
    [
      { predicted: [now + hour, now + hour + 1], morePredicted: true },
      "Sync, today 13:00 to tomorrow 12:00, more than 2 planned runs",
    ],
  ])("says job, time, state and reason: %#", (job, words) => {
    expect(say(job)).toEqual([words]);
  });

  it("lists names, and no more than can be read", () => {
    expect(listInWords(["a"])).toBe("a");
    expect(listInWords(["a", "b"])).toBe("a and b");
    expect(listInWords(["a", "b", "c", "d"])).toBe("a, b, c and d");
    expect(listInWords(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
  });
});

describe("the keys of the timeline", () => {
  const lane = (...xs: readonly number[]) => ({ marks: xs.map((x) => ({ x, width: 4 })) });
  const lanes = [lane(10, 50, 90), lane(), lane(60, 88)];

  it.each([
    ["ArrowRight", { lane: 0, mark: -1 }, { lane: 0, mark: 0 }],
    ["ArrowLeft", { lane: 0, mark: 0 }, { lane: 0, mark: -1 }],
    ["ArrowRight", { lane: 0, mark: 2 }, { lane: 0, mark: 2 }],
    ["Home", { lane: 0, mark: 2 }, { lane: 0, mark: -1 }],
    ["End", { lane: 0, mark: -1 }, { lane: 0, mark: 2 }],
    ["ArrowDown", { lane: 0, mark: 1 }, { lane: 1, mark: -1 }],
    ["ArrowUp", { lane: 2, mark: 0 }, { lane: 1, mark: -1 }],
    ["ArrowUp", { lane: 0, mark: 0 }, undefined],
    ["ArrowDown", { lane: 2, mark: 0 }, undefined],
    ["a", { lane: 0, mark: 0 }, undefined],
    ["ArrowDown", { lane: 9, mark: 0 }, undefined],
  ])("%s leads from %o to %o", (key, from, to) => {
    expect(moveOf(key, lanes, from)).toEqual(to);
  });

  it("go to what is nearest in time from lane to lane", () => {
    const [first, , third] = lanes;
    expect(
      moveOf(
        "ArrowDown",
        [first, third].filter((each) => each !== undefined),
        { lane: 0, mark: 2 },
      ),
    ).toEqual({ lane: 1, mark: 1 });
    expect(nearestMark([], 5)).toBe(-1);
  });
});
