import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Timeline } from "../../../../jobs/model/timeline.ts";
import {
  createTimelineReader,
  noTimeline,
  type TimelineSource,
  type TimelineState,
} from "../../../../renderer/views/timeline/timeline-reader.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `job-${index}`);

function setUp(count: number) {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers();
  const answers: ((timeline: Timeline | Error) => void)[] = [];
  const asked: (number | "all")[] = [];
  const states: TimelineState[] = [noTimeline];
  const source: TimelineSource = {
    lanes: () => ids(count),
    load: (lanes) => {
      asked.push(lanes?.length ?? "all");
      return new Promise((resolve, reject) =>
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
      );
    },
  };
  const reader = createTimelineReader((change) => states.push(change(states.at(-1) ?? noTimeline)));
  const answer = async (answered: Timeline | Error) => {
    answers.shift()?.(answered);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { reader, source, asked, states, answer, last: () => states.at(-1) };
}

const lane = { runs: [], parts: [], notRun: [], predicted: [5], morePredicted: false, usualMs: null };
const picture = (lanes: readonly string[]): Timeline => ({
  ...{ from: 0, to: 10, now: 4 },
  jobs: lanes.map((taskId) => ({ ...lane, taskId })),
});

describe("the reader of the timeline", () => {
  it("reads few lanes at once", async () => {
    const { reader, source, asked, answer, last } = setUp(60);
    reader.read(source);
    await answer(picture(ids(60)));
    expect(asked).toEqual(["all"]);
    expect(last()).toMatchObject({ isPart: false, timeline: { jobs: { length: 60 } } });
  });

  it("reads of many lanes the first ones first, with empty ones in the places of the others, and then all", async () => {
    const { reader, source, asked, answer, last } = setUp(500);
    reader.read(source);
    await answer(picture(ids(60)));
    expect(last()).toMatchObject({ isPart: true });
    expect(last()?.timeline?.jobs.map(({ taskId }) => taskId)).toEqual(ids(500));
    expect(last()?.timeline?.jobs.map(({ predicted }) => predicted.length)).toEqual([
      ...Array.from({ length: 60 }, () => 1),
      ...Array.from({ length: 440 }, () => 0),
    ]);
    await answer(picture(ids(500)));
    expect(asked).toEqual([60, "all"]);
    expect(last()).toMatchObject({ isPart: false });
    expect(last()?.timeline?.jobs.at(-1)?.predicted).toEqual([5]);
  });

  it("keeps the picture of the window before until all lanes of the next are there", async () => {
    const { reader, source, asked, answer, states } = setUp(500);
    reader.read(source);
    await answer(picture(ids(60)));
    await answer(picture(ids(500)));
    const before = states.length;
    reader.read(source);
    expect(asked).toEqual([60, "all", "all"]);
    expect(states).toHaveLength(before);
  });

  it("shows nothing of a reading that another one has overtaken", async () => {
    const { reader, source, answer, last } = setUp(1);
    reader.read(source);
    reader.read(source);
    await answer(picture(["late"]));
    expect(last()).toBe(noTimeline);
    await answer(picture(["job-0"]));
    expect(last()?.timeline?.jobs[0]?.taskId).toBe("job-0");
  });

  it("says why it could not read, and keeps the picture", async () => {
    const { reader, source, answer, last } = setUp(1);
    reader.read(source);
    await answer(picture(ids(1)));
    reader.readSoon();
    reader.readSoon();
    await vi.advanceTimersByTimeAsync(2_000);
    await answer(new Error("The host has gone."));
    expect(last()?.message).toContain("The host has gone.");
    expect(last()?.timeline?.jobs).toHaveLength(1);
  });
});
