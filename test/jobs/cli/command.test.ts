import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runCli, startCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

/** One that has ended but was not asked for by its parent is not running. */
function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, "latin1").includes(") Z ");
}

describe("commands of the user's on the command line", () => {
  it("runs a shell line and shows what it writes", async () => {
    const { code, stdout } = await runCli(["run", "command", '{"shell":"echo hi"}'], { home: tempHome() });
    expect(code).toBe(0);
    expect(stdout).toContain("hi");
  });

  it("gives its end as one document, and fails when it failed", async () => {
    const home = tempHome();
    const done = await runCli(["run", "command", "--shell", "echo hi", "--json"], { home });
    expect(JSON.parse(done.stdout)).toMatchObject({ status: "completed", output: { exitCode: 0, stdoutTail: "hi" } });
    const failed = await runCli(["run", "command", '{"shell":"exit 7"}', "--json"], { home });
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ status: "failed", attempts: 1 });
  });

  it("keeps a secret of the user's own name, lists it, hands it to a command, and removes it", async () => {
    const home = tempHome();
    const set = ["secrets", "set", "custom.deploy-token_2", "--plain-text"];
    expect(await runCli(set, { home, input: "tok-0123456789\n" })).toMatchObject({ code: 0 });
    const listed = await runCli(["secrets", "list", "--json"], { home });
    expect(JSON.parse(listed.stdout)).toContainEqual(
      expect.objectContaining({ name: "custom.deploy-token_2", set: true, source: "environment" }),
    );
    expect(listed.stdout).not.toContain("tok-0123456789");

    const file = path.join(home, "seen");
    const payload = {
      shell: 'printf %s "$T" > "$F"; echo "$T"',
      env: { T: { secret: "custom.deploy-token_2" }, F: file },
    };
    const ran = await runCli(["run", "command", JSON.stringify(payload)], { home });
    expect(readFileSync(file, "utf8")).toBe("tok-0123456789");
    expect(ran.stdout).toContain("[custom.deploy-token_2]");
    expect(ran.stdout).not.toContain("tok-0123456789");

    expect(await runCli(["secrets", "rm", "custom.deploy-token_2"], { home })).toMatchObject({ code: 0 });
    expect((await runCli(["secrets", "list"], { home })).stdout).not.toContain("custom.");
    const without = await runCli(["run", "command", JSON.stringify(payload), "--json"], { home });
    expect(JSON.parse(without.stdout)).toMatchObject({ status: "failed", error: { code: "NOT_FOUND" } });
  });

  it("takes a secret of the user's own from the environment", async () => {
    const env = { JOBDECK_SECRET_TOKEN: "from-environment" };
    const payload = JSON.stringify({ shell: 'test "$T" = from-environment', env: { T: { secret: "custom.token" } } });
    expect(await runCli(["run", "command", payload], { home: tempHome(), env })).toMatchObject({ code: 0 });
  });

  it("keeps what the host was given from a command", async () => {
    const home = tempHome();
    const file = path.join(home, "seen");
    const env = {
      ...{ S3_SECRET_ACCESS_KEY: "s3-0123456789", OPENAI_API_KEY: "sk-0123456789", S3_BUCKET_NAME: "my-bucket" },
      ...{ JOBDECK_SECRET_OTHER: "other-0123456789", ELECTRON_RUN_AS_NODE: "1", MY_OWN: "mine" },
    };
    await runCli(["run", "command", JSON.stringify({ shell: `env > ${file}` })], { home, env });
    expect(existsSync(file)).toBe(true);
    const names = readFileSync(file, "utf8")
      .split("\n")
      .map((line) => line.split("=")[0] ?? "");
    expect(names).toEqual(expect.arrayContaining(["MY_OWN", "PATH", "JOBDECK_RUN_ID", "JOBDECK_SCHEDULED_AT"]));
    for (const name of Object.keys(env)) if (name !== "MY_OWN") expect(names).not.toContain(name);
    expect(names).not.toContain("JOBDECK_HOME");
  });

  it.runIf(process.platform === "linux")(
    "ends what a killed host has left behind when the next one starts",
    async () => {
      const home = tempHome();
      const file = path.join(home, "pid");
      const shell = `echo $$ > ${file}; sleep 300 & wait`;
      const host = startCli(["run", "command", JSON.stringify({ shell })], { home });
      await vi.waitFor(() => expect(readFileSync(file, "utf8")).toMatch(/\d+\n/), 15_000);
      host.kill("SIGKILL");
      await once(host, "close");
      const pid = Number(readFileSync(file, "utf8"));
      expect(() => process.kill(pid, 0)).not.toThrow();
      const runs = await runCli(["runs", "--json"], { home });
      expect(JSON.parse(runs.stdout)).toMatchObject([
        { status: "failed", error: { code: "INTERRUPTED" }, attempts: 1 },
      ]);
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 5_000);
    },
  );

  it("says how a secret may be called", async () => {
    const told = await runCli(["secrets", "set", "custom.My Token"], { home: tempHome(), input: "x" });
    expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining("small letters") });
  });
});
