import { describe, expect, it } from "vitest";
import { hasDisplay, startProblem } from "../../electron/start-problem.ts";
import { JobdeckError } from "../../jobs/model/errors.ts";

describe("startProblem", () => {
  it("says what an expected error says, with its exit code", () => {
    const error = new JobdeckError("DATABASE_NEWER", "jobdeck.db is of version 9. Install a newer Jobdeck.");
    expect(startProblem(error, "/home/u/jobdeck")).toEqual({
      title: "Jobdeck cannot start",
      text: "jobdeck.db is of version 9. Install a newer Jobdeck.\n\nNothing was changed or lost.",
      exitCode: 4,
      backup: null,
    });
  });

  it("offers the backup that comes with a damaged database, whose file was moved", () => {
    const details = { backup: "2026-05-01T12-00-00-000Z" };
    const error = new JobdeckError("DATABASE_DAMAGED", "jobdeck.db is damaged. It was kept as x.", { details });
    const { text, backup } = startProblem(error, "/h");
    expect({ text, backup }).toEqual({ text: error.message, ...details });
  });

  it("names the home and the remedy when the home cannot be used", () => {
    const error = Object.assign(new Error("EACCES: permission denied, mkdir '/root/x'"), { code: "EACCES" });
    const { text, exitCode } = startProblem(error, "/root/x");
    expect(text).toContain("The folder /root/x cannot be used");
    expect(text).toContain("set JOBDECK_HOME to another folder");
    expect(exitCode).toBe(4);
  });

  it("points at the log for what nobody expected", () => {
    expect(startProblem(new TypeError("x is not a function"), "/h")).toMatchObject({
      text: expect.stringContaining("host.log in /h"),
      exitCode: 1,
    });
  });
});

describe("hasDisplay", () => {
  it("needs X11 or Wayland on Linux only", () => {
    expect(hasDisplay("linux", {})).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: "" })).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: ":0" })).toBe(true);
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("darwin", {})).toBe(true);
  });
});
