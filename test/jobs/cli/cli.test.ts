import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { connectHost } from "../../../jobs/api/remote-host.ts";
import { startOpenAiStandIn } from "../../../jobs/demo/openai-stand-in.ts";
import { startS3StandIn } from "../../../jobs/demo/s3-stand-in.ts";
import { runCli, startCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

const json = (text: string): unknown => JSON.parse(text);

describe("the command line", () => {
  it("skips a job that was never set up, says what is missing, and is no failure", async () => {
    const { code, stdout } = await runCli(["run", "sync-s3", "--json"], { home: tempHome() });
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      taskId: "sync-s3",
      status: "completed",
      outcome: "skipped",
      error: null,
      attempts: 1,
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it("lists jobs in the shape that scripts rely on", async () => {
    const { stdout } = await runCli(["list", "--json"], { home: tempHome() });
    const jobs = json(stdout) as { id: string }[];
    expect(jobs.find(({ id }) => id === "sync-s3")).toMatchObject({
      id: "sync-s3",
      title: "S3 → vector store",
      category: "Sync",
      enabled: true,
      schedules: [{ id: "sync-s3:default", when: "0 0 * * *", zone: "UTC", paused: false }],
      last: null,
    });
  });

  it.each([
    ["an unknown command", ["lst"], 2, /list/],
    ["an unknown option", ["list", "--jsn"], 2, /--json/],
    ["an unknown task", ["run", "sync-s4"], 3, /Did you mean "sync-s3"/],
    ["an unknown run", ["status", "abcdef"], 3, /no run "abcdef"/],
    ["an unknown state", ["runs", "--status", "faild"], 2, /Did you mean "failed"/],
    ["an unknown trigger", ["runs", "--trigger", "usr"], 2, /Did you mean "user"/],
    ["a time that is none", ["runs", "--since", "soon"], 2, /"soon" is neither/],
    ["a payload that is no JSON", ["run", "sync-s3", "{dryRun}"], 2, /not JSON/],
    ["a payload that does not fit", ["run", "sync-s3", "--full", "maybe"], 2, /full/],
    ["an unknown field", ["run", "sync-s3", "--prefx", "a"], 2, /prefx/],
    ["a wrong pattern", ["schedule", "test", "61 * * * *"], 2, /minute 61 is out of range/],
    ["a wrong zone", ["schedule", "test", "@daily", "--zone", "Europe/Berlim"], 2, /Europe\/Berlin/],
    ["a wrong duration", ["pause", "--for", "soon"], 2, /no duration/],
    ["an unknown secret", ["secrets", "rm", "OPENAI_API_KY"], 3, /OPENAI_API_KEY/],
  ])("answers %s with what to do and its exit code", async (_what, args, code, message) => {
    const home = tempHome();
    const told = await runCli(args, { home });
    expect(told.stderr).toMatch(message);
    expect(told.stderr).not.toMatch(/\n\s+at /);
    expect({ code: told.code, stdout: told.stdout }).toEqual({ code, stdout: "" });
    const document = json((await runCli([...args, "--json"], { home })).stdout);
    expect(document).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it("says what a pattern means and when it fires", async () => {
    const args = [
      "schedule",
      "test",
      "30 2 * * *",
      "--zone",
      "Europe/Berlin",
      "--from",
      "2027-03-27T12:00:00Z",
      "--count",
      "2",
    ];
    const { code, stdout } = await runCli([...args, "--json"], { home: tempHome() });
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      pattern: "30 2 * * *",
      zone: "Europe/Berlin",
      meaning: "Every day at 02:30",
      next: ["2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"],
    });
  });

  it("answers a thousand patterns, one line each, and says which cannot be used", async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) =>
      JSON.stringify({ pattern: `${index % 61} * * * *`, count: 1, from: "2026-01-01T00:00:00Z" }),
    );
    const { code, stdout } = await runCli(["schedule", "test", "-"], { home: tempHome(), input: lines.join("\n") });
    const answers = stdout.trim().split("\n").map(json);
    expect(code).toBe(2);
    expect(answers).toHaveLength(1_000);
    expect(answers[59]).toMatchObject({ next: ["2026-01-01T00:59:00.000Z"] });
    expect(answers[60]).toMatchObject({ error: { code: "BAD_SCHEDULE" } });
  });

  it("stores a secret only when told that plain text is all right, for the user's eyes only, and never shows it", async () => {
    const home = tempHome();
    const set = (...options: string[]) =>
      runCli(["secrets", "set", "OPENAI_API_KEY", ...options], { home, input: "sk-canary\n" });
    expect(await set()).toMatchObject({ code: 2, stderr: expect.stringContaining("--plain-text") });
    expect(existsSync(path.join(home, ".env"))).toBe(false);
    writeFileSync(path.join(home, ".env"), "# mine\nOTHER=1\n");
    expect((await set("--plain-text")).code).toBe(0);
    expect(readFileSync(path.join(home, ".env"), "utf8")).toBe("# mine\nOTHER=1\nOPENAI_API_KEY='sk-canary'\n");
    expect(statSync(path.join(home, ".env")).mode & 0o077).toBe(0);
    const listed = await runCli(["secrets", "list", "--json"], { home });
    expect(listed.stdout).not.toContain("sk-canary");
    expect(json(listed.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "openai.apiKey", source: "environment" })]),
    );
    expect((await runCli(["secrets", "rm", "OPENAI_API_KEY"], { home })).code).toBe(0);
    expect(readFileSync(path.join(home, ".env"), "utf8")).toBe("# mine\nOTHER=1\n");
  });

  it("refuses a damaged database in one message, keeps it byte for byte, and begins anew only when told to", async () => {
    const home = tempHome();
    const damaged = Buffer.from("no database at all\n".repeat(500));
    writeFileSync(path.join(home, "jobdeck.db"), damaged);
    const { code, stderr } = await runCli(["list"], { home });
    expect(code).toBe(4);
    expect(stderr).toMatch(/jobdeck\.db is damaged.*kept, byte for byte.*no backup.*jobdeck restore --empty/s);
    const kept = readdirSync(home).find((name) => name.startsWith("jobdeck.db.corrupt-")) ?? "";
    expect(readFileSync(path.join(home, kept)).equals(damaged)).toBe(true);
    expect((await runCli(["doctor"], { home })).code).toBe(1);
    expect(await runCli(["restore", "--empty"], { home })).toMatchObject({ code: 0 });
    expect(await runCli(["doctor"], { home })).toMatchObject({ code: 0, stdout: expect.stringContaining(kept) });
  });

  it("talks to the host that runs, and refuses to be a second one", async () => {
    const home = tempHome();
    const host = await runningHost(home);
    expect(await runCli(["doctor"], { home })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("One is running and answers"),
    });
    expect(await runCli(["start"], { home })).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`process ${host.pid}`),
    });
    expect((await runCli(["pause", "--for", "1h", "--json"], { home })).stdout).toContain('"paused": true');
    const exited = once(host, "exit");
    host.kill("SIGTERM");
    expect(await exited).toEqual([0, null]);
  });

  it("becomes one host when many start at once", async () => {
    const home = tempHome();
    const results = await Promise.all(Array.from({ length: 5 }, () => runCli(["run", "sync-s3", "--json"], { home })));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(json((await runCli(["runs", "--json"], { home })).stdout)).toHaveLength(5);
  }, 30_000);
});

/** A headless host that answers. */
async function runningHost(home: string, env: Readonly<Record<string, string>> = {}) {
  const host = startCli(["start"], { home, env });
  onTestFinished(() => void host.kill("SIGKILL"));
  for (;;) {
    const remote = await connectHost(home).catch(() => undefined);
    if (remote) {
      remote.close();
      return host;
    }
    await Promise.race([once(host.stderr, "data"), once(host, "exit")]);
  }
}

describe("a host that is killed in the middle of a sync", () => {
  it.each([3, 27, 44])(
    "resumes after %i uploads: no file twice, none lost, no orphan",
    async (killAfter) => {
      const home = tempHome();
      const objects = Array.from({ length: 45 }, (_, index) => ({
        key: `n/${index}.md`,
        bytes: Buffer.from(`text ${index}`),
      }));
      const s3 = await startS3StandIn("notes", objects);
      let uploads = 0;
      let onUpload: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        onUpload = resolve;
      });
      const openai = await startOpenAiStandIn({
        fault: ({ method, path: called }) => {
          if (method === "POST" && called === "/files" && ++uploads === killAfter) onUpload();
          return undefined;
        },
      });
      onTestFinished(async () => {
        await Promise.all([s3.close(), openai.close()]);
      });
      const env = {
        ...{
          S3_BUCKET_NAME: "notes",
          S3_ENDPOINT: s3.url,
          S3_REGION: "x",
          S3_ACCESS_KEY_ID: "k",
          S3_SECRET_ACCESS_KEY: "s",
        },
        ...{ OPENAI_API_KEY: "sk", OPENAI_BASE_URL: openai.url, OPENAI_VECTOR_STORE_NAME: "notes" },
      };
      const first = startCli(["run", "sync-s3"], { home, env });
      await reached;
      const exited = once(first, "exit");
      first.kill("SIGKILL");
      await exited;

      await runningHost(home, env);
      const remote = await connectHost(home);
      const { runs } = await remote.client.runs.list({ taskId: "sync-s3" });
      const [run] = runs;
      expect(runs).toHaveLength(1);
      for await (const _event of await remote.client.runs.follow({ runId: run?.id ?? "" }));
      expect(await remote.client.runs.get({ runId: run?.id ?? "" })).toMatchObject({
        status: "completed",
        attempts: 2,
        attemptList: [{ error: { code: "INTERRUPTED" } }, { error: null }],
      });
      remote.close();
      const [store] = openai.state.stores.values();
      const keys = [...(store?.files.values() ?? [])].map(({ attributes }) => attributes.key);
      expect(keys).toHaveLength(45);
      expect(new Set(keys).size).toBe(45);
      expect(openai.state.files.size).toBe(45);
    },
    60_000,
  );
});
