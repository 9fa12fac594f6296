import { describe, expect, it } from "vitest";
import type { JobSummary } from "../../../../jobs/model/read-models/jobs.ts";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import { runMark } from "../../../../renderer/format/words.ts";
import { jobHover, jobLabel, jobMark, jobNote, jobRows } from "../../../../renderer/views/jobs/job-rows.ts";
import { sampleJobs, syncJob } from "../../../support/window/sample-jobs.ts";
import { sampleRuns, sampleSummary, summaryOf } from "../../../support/window/sample-runs.ts";

const now = Date.parse("2026-11-23T20:48:00+01:00");
const jobs = sampleJobs.map((job) => ({ ...sampleSummary(job, [], now), script: null }));
const all = { filter: "", folds: new Map<string, "open" | "folded">() };

describe("jobHover", () => {
  const times = createTimeFormat("UTC");

  it("says what a job does, when it runs next and how it went last", () => {
    const [job] = jobs;
    if (!job) throw new Error("The sample has no job");
    const error = { name: "Error", message: "Exit code 1: no such file\nand more" };
    const last = { ...job.last, status: "failed", finishedAt: now, error } as never;
    const failing = { ...job, description: "Copies.", nextAt: now, last };
    expect(jobHover(failing, { times, now, allPaused: false, pausedUntil: null }).split("\n")).toEqual([
      job.title,
      "Copies.",
      expect.stringMatching(/^Next: .*2026/),
      expect.stringMatching(/^Failed today .*: Exit code 1: no such file$/),
    ]);
    const allPaused = { times, now, allPaused: true };
    expect(jobHover(failing, { ...allPaused, pausedUntil: null })).toContain("Next: all jobs are paused\n");
    expect(jobHover(failing, { ...allPaused, pausedUntil: now })).toMatch(
      /Next: .*2026.*, all jobs are paused until 19:48\n/,
    );
    const done = { ...job.last, status: "completed", outcome: "done", summary: "3 files", finishedAt: now } as never;
    expect(jobHover({ ...failing, last: done }, { times, now, allPaused: false, pausedUntil: null })).toMatch(
      /\nLast: today .*, 3 files$/,
    );
    const unused = { ...job, last: null, nextAt: null, description: "" };
    expect(jobHover(unused, { times, now, allPaused: false, pausedUntil: null })).toBe(
      `${job.title}\nIt has never run here`,
    );
  });

  it("is read out with why a job fails", () => {
    const [job] = jobs;
    if (!job) throw new Error("The sample has no job");
    const error = { name: "Error", message: "Exit code 1: no such file\nand more" };
    const last = { ...job.last, status: "failed", outcome: null, finishedAt: now, error } as never;
    expect(jobLabel({ ...job, health: "failing", last }, "failed 14:02")).toBe(
      `${job.title} failed 14:02, Exit code 1: no such file`,
    );
    expect(jobLabel({ ...job, health: "ok", last: null }, "3 h")).toMatch(/ 3 h, never run$/);
  });
});

describe("jobRows", () => {
  it("groups jobs by category in the host's order", () => {
    const rows = jobRows(jobs, all);
    expect(rows.filter((row) => row.kind === "category").map(({ name, count }) => `${name} ${count}`)).toEqual([
      "sync 2",
      "news 4",
      "desk 3",
      "my scripts 2",
    ]);
    expect(rows).toHaveLength(15);
  });

  it("hides the jobs of a folded category, unless something is filtered for", () => {
    const folds = new Map([["news", "folded"] as const]);
    expect(jobRows(jobs, { ...all, folds })).toHaveLength(11);
    expect(jobRows(jobs, { filter: "ingest", folds }).map(({ key }) => key)).toEqual([
      "category:news",
      "job:ingest-pull",
      "job:ingest-pull-youtube",
    ]);
  });

  it("begins with a category folded that waits for something and that nobody has used", () => {
    const waiting = jobs.map((job) =>
      job.category === "news" ? { ...job, waitsFor: "news" as const, last: null } : job,
    );
    const open = (folds = all.folds) => jobRows(waiting, { ...all, folds }).length;
    expect(open()).toBe(11);
    expect(open(new Map([["news", "open"]]))).toBe(15);
    const used = waiting.map((job, index) => (index === 2 ? { ...job, last: {} as never } : job));
    expect(used[2]?.category).toBe("news");
    expect(jobRows(used, all)).toHaveLength(15);
  });

  it("says of each row its place among those beside it, which are not all drawn", () => {
    const [sync, ...rest] = jobRows(jobs, all);
    expect(sync).toMatchObject({ place: 0, of: 4 });
    expect(rest.slice(0, 3)).toMatchObject([
      { kind: "job", place: 0, of: 2 },
      { kind: "job", place: 1, of: 2 },
      { kind: "category", place: 1, of: 4 },
    ]);
  });

  it("filters by name, id and category in any case", () => {
    expect(jobRows(jobs, { ...all, filter: "VECTOR" })).toHaveLength(2);
    expect(jobRows(jobs, { ...all, filter: "my scr" })).toHaveLength(3);
    expect(jobRows(jobs, { ...all, filter: "zzz" })).toEqual([]);
  });
});

describe("jobNote and jobMark", () => {
  const times = createTimeFormat("Europe/Berlin");
  const runs = sampleRuns(syncJob, now, 5);
  const job = { ...sampleSummary(syncJob, runs, now), script: null };
  const [last] = runs.map(summaryOf);
  const base = { ...summaryOf(runs[0] as (typeof runs)[number]), trigger: "schedule" as const };
  const note = (values: Partial<JobSummary>, allPaused = false, pausedUntil: number | null = null) =>
    jobNote({ ...job, ...values }, { times, now, allPaused, pausedUntil });

  it("says first what the job does now, then what is the matter, then when it runs next", () => {
    if (!last) throw new Error("The sample has no run");
    const failed = { ...last, status: "failed" as const, finishedAt: Date.parse("2026-11-23T02:27:00+01:00") };
    expect(note({})).toBe("3 h 12 m");
    expect(note({ active: [{ ...last, status: "active" }] })).toBe("running");
    expect(note({ queued: 1 })).toBe("waiting");
    expect(note({ paused: true, health: "paused" })).toBe("paused");
    expect(note({ missing: ["s3.bucket"] })).toBe("needs setup");
    expect(note({ waitsFor: "news", nextAt: null })).toBe("no sources yet");
    expect(note({ health: "failing", last: failed })).toBe("failed 02:27");
    expect(note({ nextAt: null, onDemand: true })).toBe("on demand");
    expect(note({}, true)).toBe("paused");
    expect(note({}, true, now + 3_600_000)).toBe("3 h 12 m");
  });

  it("marks a job that lacks a setting as neither well nor failing", () => {
    const failed = { ...base, status: "failed" as const };
    expect(jobMark({ health: "failing", missing: ["s3.bucket"], waitsFor: null, queued: 0, last: failed })).toBe(
      "skipped",
    );
    expect(jobMark({ health: "running", missing: ["s3.bucket"], waitsFor: null, queued: 0, last: failed })).toBe(
      "running",
    );
  });

  it.each([
    ["completed", { status: "completed", outcome: "done" }, "done"],
    ["had warnings", { status: "completed", outcome: "warnings" }, "warnings"],
    ["was skipped", { status: "completed", outcome: "skipped" }, "skipped"],
    ["was caught up", { status: "completed", outcome: "done", trigger: "catch-up" }, "done"],
    ["failed", { status: "failed", outcome: null }, "failed"],
    ["was cancelled", { status: "cancelled", outcome: null }, "cancelled"],
  ] as const)("marks a job whose last run %s as the run itself is marked", (_what, values, mark) => {
    expect(jobMark({ health: "ok", missing: [], waitsFor: null, queued: 0, last: { ...base, ...values } })).toBe(mark);
    if (mark !== "done" || !("trigger" in values)) expect(runMark({ ...base, ...values })).toBe(mark);
  });

  it("marks a job whose run waits as waiting, and says when that is because of the pause", () => {
    expect(jobMark({ health: "new", missing: [], waitsFor: null, queued: 1, last: null })).toBe("waiting");
    expect(note({ queued: 1 }, true)).toBe("waiting, paused");
  });

  it("marks a job that has never run as that", () => {
    expect(jobMark({ health: "new", missing: [], waitsFor: null, queued: 0, last: null })).toBe("new");
  });
});
