import { describe, expect, it } from "vitest";
import { noNext } from "../../../../renderer/views/jobs/next-words.ts";

const going = { paused: false, pausedUntil: null };
const paused = { paused: true, pausedUntil: null };
const job = { nextAt: 3_600_000, paused: false, onDemand: false, waitsFor: null };
const still = { ...job, nextAt: null };
const schedules = [{ paused: false }];

describe("what stands in the place of a job's next time", () => {
  it("is nothing while there is one, also after a pause of all jobs that ends by itself", () => {
    expect(noNext(job, { engine: going, schedules })).toBeNull();
    expect(noNext(job, { engine: { paused: true, pausedUntil: 1_800_000 }, schedules })).toBeNull();
  });

  it.each([
    ["a pause of all jobs that nobody knows the end of", job, paused, schedules, "Paused", null],
    ["the job's own pause before that of all", { ...still, paused: true }, paused, schedules, "Paused", /^This job/],
    ["the pause of its schedule", still, going, [{ paused: true }], "Paused", /^Its schedule/],
    [
      "that it runs on demand, paused or not",
      { ...still, onDemand: true },
      paused,
      schedules,
      "On demand",
      /you run it/,
    ],
    ["what it waits for", { ...still, waitsFor: "news" as const }, going, schedules, "Waits", /no source/],
    ["that it is over", still, going, schedules, "Never", /never fires again/],
  ])("is %s", (_what, of, engine, itsSchedules, title, why) => {
    const said = noNext(of, { engine, schedules: itsSchedules });
    expect(said).toEqual({ title, why: why === null ? null : expect.stringMatching(why) });
  });
});
