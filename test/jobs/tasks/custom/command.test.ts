import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../../../jobs/tasks/custom/command.ts";
import { executeInProcess } from "../../../support/execute-in-process.ts";
import { linesOf, openBuiltIn, runToEnd } from "../../../support/run-in-engine.ts";
import { tempHome } from "../../../support/temp-home.ts";

const run = (payload: unknown, secrets?: Readonly<Record<string, string>>) =>
  executeInProcess(command, payload, secrets);

const runInEngine = (payload: unknown, secrets?: Readonly<Record<string, string>>) =>
  runToEnd(openBuiltIn(secrets), "command", payload);

const script = (text: string) => ({ argv: [process.execPath, "-e", text] });

describe("a command", () => {
  it("shows its output as the log, and gives back its end", async () => {
    const ended = await runInEngine({ shell: "echo hello; echo oops >&2; exit 0" });
    expect(linesOf(ended, "info")).toEqual(["hello"]);
    expect(linesOf(ended, "warn")).toEqual(["oops"]);
    expect(ended.run).toMatchObject({
      status: "completed",
      output: { exitCode: 0, signal: null, stdoutTail: "hello", stderrTail: "oops", durationMs: expect.any(Number) },
    });
  });

  it("hands words to a program as they are, with no shell between", async () => {
    const ended = await run({ argv: ["printf", "%s|", "two words", "$HOME", "*", "'"] });
    expect(linesOf(ended, "info")).toEqual(["two words|$HOME|*|'|"]);
  });

  it("runs in the home folder, or in the one that is asked for", async () => {
    expect(linesOf(await run({ shell: "pwd -P" }), "info")).toEqual([os.homedir()]);
    const folder = path.join(tempHome(), "with space");
    mkdirSync(folder);
    const ended = await run({ shell: "pwd; echo $PWD", cwd: folder });
    expect(linesOf(ended, "info")).toEqual([folder, folder]);
  });

  it("hands over what it is to read", async () => {
    expect(linesOf(await run({ argv: ["cat"], stdin: "eins\nzwei" }), "info")).toEqual(["eins", "zwei"]);
    expect((await run({ argv: ["cat"] })).run).toMatchObject({ output: { exitCode: 0, stdoutTail: "" } });
  });

  it("does not mind a program that does not read what it is given", async () => {
    const { run: ended } = await run({ argv: ["true"], stdin: "x".repeat(1_000_000) });
    expect(ended.status).toBe("completed");
  });

  it("keeps colours in the log", async () => {
    expect(linesOf(await run({ shell: "printf '\\033[32mgreen\\033[0m\\n'" }), "info")).toEqual([
      "\u001b[32mgreen\u001b[0m",
    ]);
  });

  it("fails with what was said last, what was expected, and what to do", async () => {
    const { run: ended } = await runInEngine({
      shell: "echo begun; printf '\\033[31mno space\\033[0m\\n' >&2; exit 3",
    });
    expect(ended).toMatchObject({ status: "failed", attempts: 1, error: { code: "TASK_FAILED" } });
    expect(ended.error?.message).toMatch(
      /^Exit code 3: no space\nThe command was: .*\. Expected was exit code 0; .*okExitCodes/,
    );
    expect(ended.error?.details).toMatchObject({ exitCode: 3, stdoutTail: "begun" });
  });

  it("shows the last lines when there are several, and says so when there are none", async () => {
    const { run: several } = await run({ shell: "echo first; echo last; exit 1" });
    expect(several.error?.message).toMatch(/^Exit code 1: last\nfirst\nlast\nThe command was: /);
    const { run: silent } = await run({ shell: "exit 1" });
    expect(silent.error?.message).toMatch(/^Exit code 1: it said nothing\nThe command was: exit 1\./);
  });

  it("says so when the shell did not find a program", async () => {
    const { run: ended } = await run({ shell: "no-such-program" });
    expect(ended.error?.message).toMatch(/^Exit code 127: .*not found\n.*did not find a program/);
  });

  it("takes further exit codes for success", async () => {
    const { run: ended } = await run({ shell: "exit 24", okExitCodes: [0, 24] });
    expect(ended).toMatchObject({ status: "completed", output: { exitCode: 24 } });
  });

  it("names the signal that ended a program", async () => {
    const { run: ended } = await run({ shell: "kill -SEGV $$" });
    expect(ended.error).toMatchObject({ message: expect.stringContaining("SIGSEGV") });
  });

  it.each([
    ["a program that is not there", { argv: ["no-such-program"] }, /"no-such-program" was not found.*whole path/],
    ["a file that may not be executed", { argv: ["/etc/passwd"] }, /"\/etc\/passwd" may not be executed.*chmod/],
    ["a folder that is not there", { argv: ["true"], cwd: "/no/such" }, /working folder \/no\/such cannot be used/],
    ["a folder that is a file", { argv: ["true"], cwd: "/etc/passwd" }, /\/etc\/passwd is no folder/],
  ])("says what is wrong with %s", async (_what, payload, message) => {
    const { run: ended } = await run(payload);
    expect(ended).toMatchObject({ status: "failed", error: { message: expect.stringMatching(message) } });
  });

  it.each([
    ["nothing", {}],
    ["both ways", { argv: ["true"], shell: "true" }],
    ["an empty line", { shell: " " }],
    ["no program", { argv: [] }],
    ["a field that there is not", { shell: "true", cmd: "x" }],
    ["a name that no variable can have", { shell: "true", env: { "A=B": "x" } }],
    ["a secret that cannot be", { shell: "true", env: { A: { secret: "custom.No Name" } } }],
    ["a setting as a secret", { shell: "true", env: { A: { secret: "s3.bucket" } } }],
    ["more time than a run may take", { shell: "true", timeoutMs: 3_600_001 }],
  ])("refuses %s before anything is queued", async (_what, payload) => {
    await expect(openBuiltIn().commands.run("command", payload)).rejects.toMatchObject({ code: "BAD_PAYLOAD" });
  });

  it("is told which run it is", async () => {
    const ended = await runInEngine({
      shell: 'echo "$JOBDECK_RUN_ID $JOBDECK_TASK_ID $JOBDECK_ATTEMPT [$JOBDECK_SCHEDULED_AT]"',
    });
    expect(linesOf(ended, "info")).toEqual([`${ended.run.id} command 1 []`]);
  });

  it("is handed the secrets that its payload names, and shows none", async () => {
    const secrets = { "custom.token": "tok-0123456789", "s3.secretAccessKey": "s3-0123456789" };
    const file = path.join(tempHome(), "seen");
    const line = `env > ${file}; echo "$TOKEN"; echo "$TOKEN" >&2; exit 1`;
    const ended = await runInEngine({ shell: line, env: { TOKEN: { secret: "custom.token" }, PLAIN: "p" } }, secrets);
    const seen = readFileSync(file, "utf8");
    expect(seen).toContain("TOKEN=tok-0123456789\n");
    expect(seen).toContain("PLAIN=p\n");
    expect(seen).not.toContain("s3-0123456789");
    expect(JSON.stringify(ended)).not.toContain("tok-0123456789");
    expect(linesOf(ended, "info", "warn")).toEqual(["[custom.token]", "[custom.token]"]);
  });

  it("fails when its payload names a secret that has no value", async () => {
    const { run: ended } = await runInEngine({ shell: "true", env: { A: { secret: "custom.nope" } } });
    expect(ended).toMatchObject({ status: "failed", attempts: 1, error: { code: "NOT_FOUND" } });
    expect(ended.error?.message).toContain("jobdeck secrets set custom.nope");
  });

  it("is skipped when one of Jobdeck's own secrets that it names is not set", async () => {
    const { run: ended } = await runInEngine({ shell: "true", env: { A: { secret: "openai.apiKey" } } });
    expect(ended).toMatchObject({ status: "completed", outcome: "skipped" });
  });

  it("keeps the end of an output that is long, and cuts a line without an end", async () => {
    const ended = await run(
      script('process.stdout.write("x".repeat(100_000)); for (let i = 0; i < 3000; i++) console.log(i)'),
    );
    expect(ended.run.output).toMatchObject({ stdoutTail: expect.stringMatching(/\n2999$/) });
    expect(String((ended.run.output as { stdoutTail: string }).stdoutTail).length).toBeLessThan(17_000);
    expect(linesOf(ended, "info")).toContain("2999");
  });

  it("ends what takes longer than its own limit, and does not try it again", async () => {
    const { run: ended } = await runInEngine({ shell: "sleep 60 & sleep 60", timeoutMs: 200 });
    expect(ended).toMatchObject({ status: "failed", attempts: 1, error: { code: "TIMEOUT" } });
    expect(ended.error?.message).toContain("200 ms");
  });

  it("ends with its program when that leaves something in the background", async () => {
    const file = path.join(tempHome(), "pid");
    const ended = await run({ shell: `sleep 30 & echo $! > ${file}; echo done` });
    expect(ended.run).toMatchObject({ status: "completed", output: { stdoutTail: "done" } });
    const pid = Number(readFileSync(file, "utf8"));
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    process.kill(pid);
  });

  it("runs a script of the user's", async () => {
    const file = path.join(tempHome(), "my script.sh");
    writeFileSync(file, '#!/bin/sh\necho "$0 $1"\n', { mode: 0o755 });
    expect(linesOf(await run({ argv: [file, "a"] }), "info")).toEqual([`${file} a`]);
  });
});
