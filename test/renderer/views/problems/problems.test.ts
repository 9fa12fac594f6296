import { describe, expect, it } from "vitest";
import { countProblems, problemsOf } from "../../../../renderer/views/problems/problems.ts";
import { anEngine } from "../../../support/desktop/samples.ts";
import { sampleJobs, syncJob } from "../../../support/window/sample-jobs.ts";
import { sampleRuns, sampleSummary } from "../../../support/window/sample-runs.ts";

const engine = anEngine();
const now = Date.parse("2026-11-23T20:48:00+01:00");
const jobs = sampleJobs.map((job) => sampleSummary(job, sampleRuns(job, now, 5), now));

describe("problemsOf", () => {
  it("lists failing jobs first, then those with warnings, each with its run", () => {
    const problems = problemsOf({ engine, jobs, brokenFiles: [], fileProblems: [] });
    expect(problems.map(({ severity, job }) => `${severity} ${job}`)).toEqual([
      "error backup-photos.sh",
      "warning Daily brief",
    ]);
    expect(problems[0]?.fixes.map(({ kind }) => kind)).toEqual(["run", "retry"]);
    expect(countProblems({ engine, jobs, brokenFiles: [], fileProblems: [] })).toEqual({ errors: 1, warnings: 1 });
  });

  it("names the settings that a job lacks and the group that they are in", () => {
    const [problem] = problemsOf({
      engine,
      jobs: [sampleSummary({ ...syncJob, state: "missing" }, [], now)],
      brokenFiles: [],
      fileProblems: [],
    });
    expect(problem).toMatchObject({
      severity: "warning",
      message: "Missing: Bucket, Access key ID, Secret access key, API key",
      fixes: [{ kind: "settings", group: "s3" }],
    });
  });

  it("begins with task files that cannot be loaded, with all that is known of them", () => {
    const broken = {
      file: "/home/ada/tasks/hi.ts",
      message: "hi.ts:1: no\n  code",
      stack: null,
      since: now,
      stillUsed: ["hi"],
    };
    expect(problemsOf({ engine, jobs, brokenFiles: [broken], fileProblems: [] })[0]).toEqual({
      ...{ key: broken.file, severity: "error", job: "hi.ts", fixes: [{ kind: "file", name: "hi.ts" }] },
      message: "hi.ts:1: no The last good version goes on: hi.",
      details: "/home/ada/tasks/hi.ts\nhi.ts:1: no\n  code",
    });
  });

  it("names a full disk, a missing keychain, and schedules that cannot do what they say, each with its fix", () => {
    const [job] = jobs;
    if (!job) throw new Error("The sample has no job");
    const scheduleProblems = [
      { scheduleId: "a", title: null, message: "/home/ada/days.ics cannot be read" },
      { scheduleId: "b", title: "Leap day", message: "0 0 30 2 * never fires again" },
    ];
    const found = problemsOf({
      engine: anEngine({ diskProblem: "It is full.", vaultWarning: "There is none." }),
      jobs: [{ ...job, health: "ok", missing: [], scheduleProblems }],
      brokenFiles: [],
      fileProblems: [],
    });
    expect(found.map(({ job: name }) => name)).toEqual(["Disk", job.title, "Leap day", "Keychain"]);
    expect(found.map(({ severity, message, fixes }) => [severity, message, fixes[0].kind])).toEqual([
      ["error", "It is full.", "storage"],
      ["warning", "/home/ada/days.ics cannot be read", "schedule"],
      ["warning", "0 0 30 2 * never fires again", "schedule"],
      ["warning", "There is none.", "settings"],
    ]);
  });

  it("names the line of a mistake in settings.json, and leaves hints to the editor", () => {
    const base = { file: "settings.json", line: 2, column: 5, message: "A comma is expected here." };
    const fileProblems = [
      { ...base, severity: "error" as const },
      { ...base, severity: "info" as const, line: 3 },
    ];
    expect(problemsOf({ engine, jobs: [], brokenFiles: [], fileProblems })).toMatchObject([
      {
        job: "settings.json",
        message: "A comma is expected here. [Ln 2, Col 5]",
        fixes: [{ kind: "settings-file", line: 2 }],
      },
    ]);
  });
});
