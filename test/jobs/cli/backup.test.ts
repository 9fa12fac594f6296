import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, startCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

const json = (text: string) => JSON.parse(text);

/** A home with one run. */
async function usedHome(): Promise<string> {
  const home = tempHome();
  expect((await runCli(["run", "sync-s3"], { home })).code).toBe(0);
  return home;
}

describe("backups on the command line", () => {
  it("are made while a host runs, listed, and restored once it has stopped", async () => {
    const home = await usedHome();
    const host = startCli(["start"], { home });
    const running = new Promise((resolve) => host.stderr.once("data", resolve));
    await running;
    const made = json((await runCli(["backup", "--json"], { home })).stdout);
    expect(made).toMatchObject({ kind: "manual", files: [{ name: "jobdeck.db" }, { name: "content.db" }] });
    const busy = await runCli(["restore", made.name], { home });
    expect(busy).toMatchObject({ code: 4, stderr: expect.stringContaining(`process ${host.pid}`) });
    const ended = new Promise((resolve) => host.once("close", resolve));
    host.kill("SIGTERM");
    await ended;
    await runCli(["run", "sync-s3"], { home });
    expect(json((await runCli(["runs", "--json"], { home })).stdout)).toHaveLength(2);
    expect(json((await runCli(["backup", "--list", "--json"], { home })).stdout)).toMatchObject([{ name: made.name }]);
    const restored = json((await runCli(["restore", "newest", "--json"], { home })).stdout);
    expect(restored).toMatchObject({
      backup: { name: made.name },
      kept: [expect.stringContaining("before-restore"), expect.anything()],
    });
    expect(json((await runCli(["runs", "--json"], { home })).stdout)).toHaveLength(1);
  });

  it("go to a folder of the user's choice, overwrite nothing there, and come back from there", async () => {
    const home = await usedHome();
    const folder = path.join(tempHome(), "mine", "today");
    expect((await runCli(["backup", folder, "--logs"], { home })).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(["content.db", "jobdeck.db", "logs.db", "manifest.json"]);
    expect(readdirSync(path.join(home, "backups"))).toEqual([]);
    expect(await runCli(["backup", folder], { home })).toMatchObject({ code: 2 });
    const elsewhere = tempHome();
    expect((await runCli(["restore", folder], { home: elsewhere })).code).toBe(0);
    expect(json((await runCli(["runs", "--json"], { home: elsewhere })).stdout)).toHaveLength(1);
  });

  it("offer the newest one to who finds the database damaged", async () => {
    const home = await usedHome();
    const { name } = json((await runCli(["backup", "--json"], { home })).stdout);
    writeFileSync(path.join(home, "jobdeck.db"), "gone");
    const refused = await runCli(["list", "--json"], { home });
    expect(refused.code).toBe(4);
    expect(json(refused.stdout)).toMatchObject({
      error: { code: "DATABASE_DAMAGED", details: { backup: name, kept: expect.stringContaining(".corrupt-") } },
    });
    expect((await runCli(["restore", name], { home })).code).toBe(0);
    expect(json((await runCli(["runs", "--json"], { home })).stdout)).toHaveLength(1);
  });

  it.each([
    ["nothing to restore", ["restore"], 2, /newest, or --empty/],
    ["two things to restore", ["restore", "newest", "--empty"], 2, /newest, or --empty/],
    ["an unknown backup", ["restore", "yesterday"], 3, /no backup "yesterday"/],
    ["a home that is not damaged", ["restore", "--empty"], 2, /nothing to begin anew/],
  ])("answer %s with what to do", async (_what, args, code, message) => {
    const home = await usedHome();
    const told = await runCli(args, { home });
    expect(told).toMatchObject({ code, stderr: expect.stringMatching(message) });
  });

  it("do not begin a home that is only asked for its list", async () => {
    const home = path.join(tempHome(), "none");
    expect(json((await runCli(["backup", "--list", "--json"], { home })).stdout)).toEqual([]);
    expect(existsSync(home)).toBe(false);
  });
});

describe("storage on the command line", () => {
  it("is shown by file and by job, and cleaned up on demand", async () => {
    const home = await usedHome();
    const storage = json((await runCli(["storage", "--json"], { home })).stdout);
    expect(storage).toMatchObject({ jobs: [{ taskId: "sync-s3", runs: 1 }], backups: [], kept: [] });
    expect(storage.files.map((file: { name: string }) => file.name)).toEqual(["jobdeck.db", "logs.db", "content.db"]);
    const report = json((await runCli(["cleanup", "--json"], { home })).stdout);
    expect(report).toMatchObject({ runs: 0, logLines: 0, ledgerRows: 0 });
  });

  it("keeps the runs of a job as long as the user says", async () => {
    const home = tempHome();
    const set = await runCli(["retention", "sync-s3", "--delete-after", "30d", "--keep", "100", "--json"], { home });
    expect(json(set.stdout)).toMatchObject({ changed: true, policy: { deleteAfterMs: 2_592_000_000, keepRuns: 100 } });
    expect((await runCli(["retention", "sync-s3"], { home })).stdout).toMatch(/set by you.*30 d 0 h, at most 100/s);
    const reset = await runCli(["retention", "sync-s3", "--reset", "--json"], { home });
    expect(json(reset.stdout)).toMatchObject({ changed: false, policy: { deleteAfterMs: 604_800_000 } });
    expect(await runCli(["retention", "sync-s4"], { home })).toMatchObject({ code: 3 });
    expect(await runCli(["retention", "sync-s3", "--keep", "0"], { home })).toMatchObject({ code: 2 });
  });
});
