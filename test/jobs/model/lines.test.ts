import { describe, expect, it } from "vitest";
import { lineIdOf, lineOf, linesOf, scriptDoes, scriptTitle } from "../../../jobs/model/lines.ts";
import { aJob, aScript } from "../../support/desktop/samples.ts";

const command = aJob({
  ...{ taskId: "command", title: "Command", scheduleCount: 2 },
  scheduleProblems: [{ scheduleId: "command:b", title: null, message: "It never fires again" }],
  scripts: [
    aScript("command:a", { title: "backup-photos.sh", health: "failing", nextAt: 5 }),
    aScript("command:b", { title: "restic prune", does: "restic prune ~/photos", health: "paused", paused: true }),
  ],
});
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
    expect(lines[1]).toMatchObject({ paused: true, nextAt: null, description: "restic prune ~/photos" });
    expect(lines.map(({ scheduleProblems }) => scheduleProblems.length)).toEqual([0, 1, 0]);
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
