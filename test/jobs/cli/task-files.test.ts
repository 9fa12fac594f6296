import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCli, startCli } from "../../support/jobdeck-cli.ts";
import { root } from "../../support/paths.ts";
import { taskFile, tasksFolder } from "../../support/tasks-folder.ts";
import { tempHome } from "../../support/temp-home.ts";

/** What an editor finds wrong with the task files of a home. */
async function editorProblems(home: string): Promise<string> {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const run = promisify(execFile)(process.execPath, [tsc, "-p", path.join(home, "tasks")]);
  return run.then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** Starts `jobdeck dev` and gives what it says, awaited piece by piece. */
function startDev(args: readonly string[], home: string) {
  const child = startCli(["dev", ...args], { home });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  let wake: () => void = () => undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    wake();
  });
  return async (wanted: RegExp): Promise<string> => {
    while (!wanted.test(said))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const before = said;
    said = "";
    return before;
  };
}

describe("a user's own tasks on the command line", () => {
  it("begin with an example that runs, and never writes over a file", async () => {
    const home = tempHome();
    const first = await runCli(["init"], { home });
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/hello\.ts +written[\s\S]*jobdeck run hello/),
    });
    const { stdout } = await runCli(["run", "hello", "--name", "you", "--times", "2", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ status: "completed", output: { greeted: "you", times: 2 } });
    writeFileSync(path.join(home, "tasks", "hello.ts"), "// mine");
    expect((await runCli(["init"], { home })).stdout).toMatch(/hello\.ts +left as it is/);
    expect(readFileSync(path.join(home, "tasks", "hello.ts"), "utf8")).toBe("// mine");
  });

  it("have types in an editor: of the SDK, zod and Node.js", async () => {
    const home = tempHome();
    await runCli(["init"], { home });
    const { write } = tasksFolder(home);
    write(
      "typed.ts",
      `import { readFile } from "node:fs/promises";
import { JobFactory, Range, RecurrenceRule, scheduleJob } from "jobdeck/job-factory";
import { getJobStatus, sendJob } from "jobdeck/client";
import { getBoss } from "jobdeck/boss";
import { NonRetryableError, schemaTask, type TaskContext } from "jobdeck/schema-task";
import { z } from "zod";
export const typed = schemaTask({ id: "typed", schema: z.object({ file: z.string() }), run: async ({ file }, { step }: TaskContext) => step("read", () => readFile(file, "utf8")) });
export const used = [JobFactory, Range, RecurrenceRule, scheduleJob, getJobStatus, sendJob, getBoss, NonRetryableError, process.pid];
`,
    );
    expect(await editorProblems(home)).toBe("");
    write("wrong.ts", 'import { typed } from "./typed.ts";\nexport const a: number = typed.title;\n');
    expect(await editorProblems(home)).toMatch(/wrong\.ts\(2,14\): error TS2322/);
  });

  it("are listed as broken where they are, and by the doctor", async () => {
    const { home, write } = tasksFolder();
    write("bad.ts", "export const = 3;");
    write("good.ts", taskFile("good", "fine"));
    const list = await runCli(["list"], { home });
    expect(list.stdout).toContain("good");
    expect(list.stderr).toMatch(/broken .*bad\.ts\n {2}bad\.ts:1: /);
    expect((await runCli(["doctor"], { home })).stdout).toMatch(/problem +bad\.ts: .*cannot be loaded/);
  });

  it("run again whenever they are saved, and tell what is broken, with the author's own lines", async () => {
    const { home, write } = tasksFolder();
    const job = (body: string) => `import { schemaTask } from "jobdeck";
import { z } from "zod";
interface Gone { a: string }
export const job = schemaTask({ id: "job", schema: z.object({ name: z.string() }), retry: { limit: 0 },
  run: ({ name }, { logger }) => {
    ${body}
  } });
`;
    write("job.ts", job("logger.info('one ' + name); return 1;"));
    const says = startDev(["job", "--name", "ada"], home);
    expect(await says(/completed: 1/)).toMatch(/loaded job\.ts job\n.*one ada/);
    write("job.ts", job("throw new Error('two ' + name);"));
    expect(await says(/job\.ts:6:\d+\)?\n/)).toMatch(/failed: two ada/);
    write("job.ts", "nonsense(");
    expect(await says(/broken job\.ts/)).toContain("its last good version goes on: job");
    write("job.ts", job("return 3;"));
    await says(/completed: 3/);
  });

  it("find the types of a newer Jobdeck where an older one was set up", async () => {
    const home = tempHome();
    await runCli(["init"], { home });
    const types = path.join(home, "tasks", ".jobdeck", "types");
    writeFileSync(path.join(types, "version.txt"), "0.0.1");
    rmSync(path.join(types, "jobdeck"), { recursive: true });
    await runCli(["list"], { home });
    expect(existsSync(path.join(types, "jobdeck", "sdk", "index.d.ts"))).toBe(true);
  });
});
