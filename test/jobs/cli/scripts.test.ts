import { describe, expect, it } from "vitest";
import { parseJobId } from "../../../jobs/cli/job-id.ts";
import { runCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

describe("the user's own scripts on the command line", () => {
  it("are listed, run and paused as the jobs that they are in the window", { timeout: 90_000 }, async () => {
    const home = tempHome();
    const cli = (...args: readonly string[]) => runCli(args, { home });
    const payload = ["--payload", '{"shell":"echo hi"}', "--json"];
    const added = await cli("schedule", "add", "command", "every day at 9:00", "--title", "Say hi", ...payload);
    const { id } = JSON.parse(added.stdout) as { readonly id: string };

    expect((await cli("run", id)).stdout).toMatch(/hi[\s\S]*exit code 0/);
    expect((await cli("run", id, "--shell", "exit 3")).code).toBe(1);
    const runs = JSON.parse((await cli("runs", "--job", id, "--json")).stdout) as readonly {
      readonly status: string;
    }[];
    expect(runs.map(({ status }) => status)).toEqual(["failed", "completed"]);
    expect((await cli("runs", "--job", id, "--job", "sync-s3", "--state", "failed")).stdout).toMatch(
      / command +failed /,
    );
    expect((await cli("runs", "--job", "command:nothing")).stdout).toBe("There are no such runs.\n");
    const kept = await cli("retention", id, "--delete-after", "3d");
    expect(kept.stdout).toMatch(/runs +3 d[\s\S]*This holds for every job of "command"/);
    expect(await cli("retention", "command:nothing")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("jobdeck list"),
    });
    expect((await cli("pause", id)).stdout).toBe(`${id} is paused.\n`);

    const [head, first, ...others] = (await cli("list")).stdout.split("\n");
    expect(head).toMatch(/^JOB +ID +HEALTH/);
    expect(first).toMatch(new RegExp(`^Say hi +${id} +paused +- +failed .* Every day at 09:00$`));
    expect(others.some((line) => / command +/.test(line))).toBe(false);
    expect(others.find((line) => / sync-s3 +/.test(line))).toMatch(/ sync-s3 +needs setup /);
    const jobs = JSON.parse((await cli("list", "--json")).stdout) as readonly { readonly id: string }[];
    expect(jobs.find((job) => job.id === "command")).toMatchObject({
      enabled: true,
      schedules: [{ id, title: "Say hi", paused: true }],
      scripts: [{ id, title: "Say hi", does: "echo hi", enabled: false, last: { status: "failed" } }],
    });

    expect((await cli("resume", id)).stdout).toBe(`${id} goes on.\n`);
    expect((await cli("next", "--count", "20")).stdout).toContain("Say hi");
    expect((await cli("pause", "--for", "2h")).code).toBe(0);
    const list = await cli("list");
    expect(list.stderr).toMatch(/All jobs are paused until .*\d\d:\d\d/);
    expect(list.stdout).toMatch(/^Say hi .* \(in /m);
    await cli("pause");
    expect((await cli("list")).stdout).toMatch(new RegExp(`^Say hi +${id} +\\S+ +paused +`, "m"));
    expect(await cli("next")).toMatchObject({ stdout: "", stderr: expect.stringContaining("until you resume them") });
    await cli("resume");
    expect(await cli("run", "command:nothing")).toMatchObject({ code: 3 });
  });

  it("have ids that tell them from tasks and from the schedules of tasks", () => {
    expect(parseJobId("command:12ab34cd")).toEqual({ taskId: "command", scheduleId: "command:12ab34cd" });
    expect(parseJobId("command")).toEqual({ taskId: "command", scheduleId: undefined });
    expect(parseJobId("sync-s3:default")).toEqual({ taskId: "sync-s3:default", scheduleId: undefined });
  });
});
