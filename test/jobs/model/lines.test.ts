import { describe, expect, it } from "vitest";
import { lineIdOf, lineOf, linesOf, scriptDoes, scriptTitle } from "../../../jobs/model/lines.ts";
import type { JobSummary, ScheduleView } from "../../../jobs/model/read-models.ts";
import { aJob } from "../../support/desktop/samples.ts";

const schedule = (id: string, values: Partial<ScheduleView>) =>
  ({ ...{ id, taskId: "command", title: null, paused: false, payload: {} }, ...values }) as ScheduleView;
const script = (scheduleId: string, values: Partial<JobSummary["scripts"][number]> = {}) => ({
  ...{
    scheduleId,
    health: "ok" as const,
    nextAt: 5,
    last: null,
    active: [],
    queued: 0,
    recent: [],
    usualMs: null,
    notify: null,
  },
  ...values,
});
const command: JobSummary = {
  ...aJob({ taskId: "command", title: "Command" }),
  schedules: [
    schedule("command:a", { title: "backup-photos.sh" }),
    schedule("command:b", { payload: { argv: ["restic", "prune"] }, paused: true }),
  ],
  scripts: [script("command:a", { health: "failing" }), script("command:b", { health: "paused", nextAt: null })],
};
const plain = aJob({ taskId: "sync-s3", title: "Sync" });

describe("lines", () => {
  it("show each script as a job of its own, in the place of the task and before what comes with the program", () => {
    const lines = linesOf({ jobs: [plain, command] });
    expect(lines.map(({ taskId, title, category, health }) => [taskId, title, category, health])).toEqual([
      ["command:a", "backup-photos.sh", "My scripts", "failing"],
      ["command:b", "restic prune", "My scripts", "paused"],
      ["sync-s3", "Sync", plain.category, plain.health],
    ]);
    expect(lines[0]?.script).toEqual({ taskId: "command", scheduleId: "command:a" });
    expect(lines[1]).toMatchObject({ paused: true, nextAt: null });
  });

  it("are the same objects for the same picture", () => {
    const live = { jobs: [plain, command] };
    expect(lineOf(live, "command:a")).toBe(lineOf({ jobs: [command] }, "command:a"));
    expect(lineOf(live, "command")).toBe(lineOf(live, "command"));
    expect(lineOf(live, "nothing")).toBeUndefined();
  });

  it("are found by a run: a script by its schedule, every other run by its task", () => {
    const live = { jobs: [plain, command] };
    expect(lineIdOf(live, { taskId: "command", scheduleId: "command:a" })).toBe("command:a");
    expect(lineIdOf(live, { taskId: "command", scheduleId: "command:gone" })).toBe("command");
    expect(lineIdOf(live, { taskId: "sync-s3", scheduleId: null })).toBe("sync-s3");
  });

  it("name a script by its title, else by what it does", () => {
    expect(scriptTitle({ title: null, payload: { shell: "tidy\nup" } })).toBe("tidy");
    expect(scriptTitle({ title: null, payload: { shell: "x".repeat(80) } })).toBe(`${"x".repeat(60)}…`);
    expect(scriptTitle({ title: null, payload: {} })).toBe("Script");
    expect(scriptDoes({ url: "https://example.org", method: "post" })).toBe("POST https://example.org");
    expect(scriptDoes({ url: "https://example.org" })).toBe("https://example.org");
  });
});
