import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import type { LiveEvent, TaskList } from "../../../jobs/model/read-models/host.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { memoryVault } from "../../support/memory-vault.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { taskFile, tasksFolder } from "../../support/tasks-folder.ts";

type Files = Readonly<Record<string, string>>;

/** A host with these files in its home. */
async function open(files: Files, secrets: Readonly<Record<string, string>> = {}) {
  const { home, folder, write } = tasksFolder();
  for (const [name, text] of Object.entries(files)) write(name, text);
  const host = await startTestHost({ home, vault: memoryVault(secrets) });
  const { client } = host;
  return {
    home,
    folder,
    write,
    host,
    client,
    runToEnd: (id: string, payload?: unknown) => runToEnd(client, id, payload),
  };
}

async function runToEnd(client: JobdeckClient, taskId: string, payload?: unknown): Promise<RunDetail> {
  const { id } = await client.jobs.run({ taskId, payload });
  return ended(client, id);
}

async function ended(client: JobdeckClient, runId: string): Promise<RunDetail> {
  for await (const _event of await client.runs.follow({ runId }));
  return client.runs.get({ runId });
}

/** Does something and gives the first list of tasks after it that is as wanted. */
async function reloaded(client: JobdeckClient, change: () => unknown, until: (list: TaskList) => boolean) {
  const events: AsyncIterable<LiveEvent> = await client.events({});
  const seen = (async () => {
    for await (const event of events) if (event.type === "task-list" && until(event)) return event;
    throw new Error("The host ended");
  })();
  change();
  return seen;
}

const titled = (taskId: string, title: string) => (list: TaskList) =>
  list.jobs.some((job) => job.taskId === taskId && job.title === title);
const isBroken = ({ brokenFiles }: TaskList) => brokenFiles.length > 0;

const greeting = `import { schemaTask, tasks } from "jobdeck/schema-task";
import { z } from "zod";
export const greet = schemaTask({
  id: "greet", title: "Greet", description: "Says hello",
  schema: z.object({ name: z.string().refine((name) => name !== "nobody", "is nobody"), nested: z.object({ n: z.number() }).optional() }),
  secrets: ["openai.apiKey"], secretsOf: ({ name }) => [\`custom.\${name}\`], retry: { limit: 0 },
  schedules: [{ when: "0 9 * * 1-5", zone: "UTC" }],
  run: async ({ name }, { logger, secrets, step, progress }) => {
    logger.info(\`hello \${name}\`, { key: secrets["openai.apiKey"] });
    progress(1, 1);
    const kept = await step("once", () => 7);
    return { name, kept, own: secrets[\`custom.\${name}\`]?.length, env: process.env.OPENAI_API_KEY ?? null };
  },
});
`;
const secretValues = { "openai.apiKey": "sk-very-secret", "custom.ada": "ada-secret" };

describe("tasks of the user's own", () => {
  it("run as any other, with their schedules, secrets, steps and log", async () => {
    const { client, folder, runToEnd } = await open({ "greet.ts": greeting }, secretValues);
    expect(await client.jobs.get({ taskId: "greet" })).toMatchObject({
      ...{ title: "Greet", description: "Says hello", category: "My tasks", file: path.join(folder, "greet.ts") },
      schedules: [{ id: "greet:default", when: "0 9 * * 1-5", zone: "UTC" }],
    });
    const run = await runToEnd("greet", { name: "ada" });
    expect(run).toMatchObject({ status: "completed", output: { name: "ada", kept: 7, own: 10, env: null } });
    const [line] = await client.runs.logs({ runId: run.id });
    expect(line).toMatchObject({ message: "hello ada", data: { key: "[openai.apiKey]" } });
  });

  it.each([
    ["what is missing", {}, "name"],
    ["what is nested", { name: "a", nested: { n: "x" } }, "nested.n"],
    ["what only the author's own check knows", { name: "nobody" }, "name"],
  ])("refuse a payload by %s, and nothing is queued", async (_what, payload, at) => {
    const { client } = await open({ "greet.ts": greeting }, secretValues);
    const refused = client.jobs.run({ taskId: "greet", payload });
    await expect(refused).rejects.toMatchObject({ code: "BAD_PAYLOAD", data: { issues: [{ path: at }] } });
    expect((await client.runs.list({ taskId: "greet" })).runs).toEqual([]);
  });

  it("start others, and are started by them, as children of their run", async () => {
    const parent = `import { schemaTask } from "jobdeck";
import { sendJob, getJobStatus } from "jobdeck/client";
import { z } from "zod";
export const parent = schemaTask({ id: "parent", schema: z.object({}), run: async (_payload, { tasks }) => {
  const sent = await sendJob("child", {});
  return { child: await tasks.triggerAndWait("child", {}), sent: (await getJobStatus(sent.id)).taskId };
} });`;
    const { runToEnd } = await open({ "parent.ts": parent, "child.ts": taskFile("child", "of parent") });
    expect((await runToEnd("parent")).output).toEqual({ child: "of parent", sent: "child" });
  });

  it("take a change at once, without losing the user's own changes of their schedules", async () => {
    const version = (output: string, when: string) =>
      taskFile("job", output, `schedules: [{ when: "${when}", zone: "UTC" }],`);
    const { client, write, runToEnd } = await open({ "job.ts": version("one", "0 1 * * *") });
    expect((await runToEnd("job")).output).toBe("one");
    await client.schedules.update({ scheduleId: "job:default", policies: { missed: "skip" } });
    const list = await reloaded(client, () => write("job.ts", version("two", "0 2 * * *")), titled("job", "two"));
    expect(list.jobs.find(({ taskId }) => taskId === "job")).toMatchObject({ scheduleCount: 1 });
    expect(await client.schedules.list({ taskId: "job" })).toMatchObject([
      { when: "0 2 * * *", policies: { missed: "skip" } },
    ]);
    expect((await runToEnd("job")).output).toBe("two");
  });

  it("take a change of a file that they import", async () => {
    const job = `import { word } from "./lib/word.js";\n${taskFile("job", "").replaceAll('""', "word")}`;
    const { client, write, runToEnd } = await open({ "job.ts": job, "lib/word.ts": 'export const word = "one";' });
    expect((await runToEnd("job")).output).toBe("one");
    await reloaded(client, () => write("lib/word.ts", 'export const word = "two";'), titled("job", "two"));
    expect((await runToEnd("job")).output).toBe("two");
  });

  it("end a run in flight on the code it began with", async () => {
    const waits = (word: string) => `import { schemaTask } from "jobdeck";
import { z } from "zod";
import { existsSync } from "node:fs";
const untilThere = async (file: string) => { while (!existsSync(file)) await new Promise((go) => setTimeout(go, 5)); };
export const t = schemaTask({ id: "job", title: ${JSON.stringify(word)}, schema: z.object({ file: z.string() }), queue: { concurrencyLimit: 2 },
  run: async ({ file }, { logger }) => { logger.info("began"); await untilThere(file); return (await import("./lib/late.ts")).late + ${JSON.stringify(word)}; } });`;
    const { client, folder, write } = await open({
      "job.ts": waits("one"),
      "lib/late.ts": 'export const late: string = "late ";',
    });
    const go = path.join(folder, "go.txt");
    const first = await client.jobs.run({ taskId: "job", payload: { file: go } });
    for await (const event of await client.runs.follow({ runId: first.id })) if (event.type === "log") break;
    await reloaded(client, () => write("job.ts", waits("two")), titled("job", "two"));
    const second = await client.jobs.run({ taskId: "job", payload: { file: go } });
    writeFileSync(go, "");
    expect((await ended(client, first.id)).output).toBe("late one");
    expect((await ended(client, second.id)).output).toBe("late two");
  });

  it("come and go with their files", async () => {
    const { client, folder, write, runToEnd } = await open({});
    const came = await reloaded(
      client,
      () => write("new.mjs", taskFile("new", "hi").replace(/: Promise<string>/, "")),
      titled("new", "hi"),
    );
    expect(came.jobs.map(({ taskId }) => taskId)).toContain("new");
    expect((await runToEnd("new")).output).toBe("hi");
    const gone = await reloaded(
      client,
      () => rmSync(path.join(folder, "new.mjs")),
      (list) => !titled("new", "hi")(list),
    );
    expect(gone.jobs.map(({ taskId }) => taskId)).not.toContain("new");
    await expect(client.jobs.run({ taskId: "new" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are listed as broken with their error, while the last good version and all others go on", async () => {
    const { client, folder, write, runToEnd } = await open({
      "a.ts": taskFile("a", "one"),
      "b.ts": taskFile("b", "bee"),
    });
    const list = await reloaded(client, () => write("a.ts", "export const = 3;"), isBroken);
    expect(list.brokenFiles).toMatchObject([
      { file: path.join(folder, "a.ts"), message: expect.stringMatching(/^a\.ts:1: /), stillUsed: ["a"] },
    ]);
    expect([(await runToEnd("a")).output, (await runToEnd("b")).output]).toEqual(["one", "bee"]);
    const mended = await reloaded(client, () => write("a.ts", taskFile("a", "two")), titled("a", "two"));
    expect(mended.brokenFiles).toEqual([]);
    expect((await runToEnd("a")).output).toBe("two");
  });

  it("are broken from the start where a file is, and nothing else is held up", async () => {
    const { client } = await open({
      "a-loops.ts": "for (;;);",
      "b.ts": taskFile("b", ""),
      "c-twice.ts": taskFile("b", ""),
      "d-ours.ts": taskFile("echo", ""),
      "e-none.js": "export const a = 1;",
      "f-when.ts": taskFile("f", "", 'schedules: [{ when: "61 * * * *" }],'),
    });
    const { jobs, brokenFiles } = await client.snapshot({});
    expect(jobs.filter(({ file }) => file !== null).map(({ taskId }) => taskId)).toEqual(["b"]);
    expect(brokenFiles.map(({ file, message }) => [path.basename(file), message])).toEqual([
      ["a-loops.ts", expect.stringContaining("still busy 5 s")],
      ["c-twice.ts", expect.stringContaining('"b" is already that of a task in b.ts')],
      ["d-ours.ts", expect.stringContaining('"echo" is already that of a task in Jobdeck itself')],
      ["e-none.js", expect.stringContaining("exports no task")],
      ["f-when.ts", expect.stringContaining("61")],
    ]);
  });

  it("are loaded when what a broken file waits for is there", async () => {
    const { client, write, runToEnd } = await open({ "a.ts": `import "./helper.ts";\n${taskFile("a", "ok")}` });
    expect((await client.snapshot({})).brokenFiles).toMatchObject([
      { message: expect.stringContaining("./helper.ts") },
    ]);
    const list = await reloaded(client, () => write("helper.ts", "export const help: number = 1;"), titled("a", "ok"));
    expect(list.brokenFiles).toEqual([]);
    expect((await runToEnd("a")).output).toBe("ok");
  });

  it("lose a schedule that the file no longer asks for", async () => {
    const two = 'schedules: [{ when: "0 1 * * *" }, { id: "b", when: "0 2 * * *" }],';
    const { client, write } = await open({ "a.ts": taskFile("a", "", two) });
    expect((await client.jobs.get({ taskId: "a" })).schedules).toHaveLength(2);
    await reloaded(
      client,
      () => write("a.ts", taskFile("a", "less", 'schedules: [{ when: "0 1 * * *" }],')),
      titled("a", "less"),
    );
    expect((await client.jobs.get({ taskId: "a" })).schedules.map(({ id }) => id)).toEqual(["a:default"]);
  });

  it("fail alone when their code ends its thread or sends the host nonsense", async () => {
    const rogue = (id: string, body: string) => `import { schemaTask } from "jobdeck";
import { parentPort } from "node:worker_threads";
import { z } from "zod";
export const t = schemaTask({ id: "${id}", schema: z.object({}), retry: { limit: 0 }, run: async (_p, { signal }) => { ${body}; await new Promise(() => setInterval(() => signal, 1000)); } });`;
    const { runToEnd } = await open({
      "exit.ts": rogue("exits", "process.exit(5)"),
      "junk.ts": rogue("junk", 'parentPort?.postMessage({ type: "log", lines: "no" })'),
      "fake.ts": rogue("fake", 'parentPort?.postMessage({ type: "failed", error: 3 })'),
    });
    expect((await runToEnd("exits")).error).toMatchObject({ code: "THREAD_DIED" });
    expect((await runToEnd("junk")).error).toMatchObject({
      code: "THREAD_DIED",
      message: expect.stringContaining("no message"),
    });
    expect((await runToEnd("fake")).error).toMatchObject({ code: "THREAD_DIED" });
    expect((await runToEnd("echo", { text: "still here" })).output).toEqual({ text: "still here" });
  });

  it("meet no other task in their thread", async () => {
    const spy = `import { schemaTask } from "jobdeck";
import { z } from "zod";
const was = globalThis as { seen?: number };
export const t = schemaTask({ id: "spy", schema: z.object({}), run: () => (was.seen = (was.seen ?? 0) + 1) });`;
    const other = spy.replace('"spy"', '"other"');
    const { runToEnd } = await open({ "spy.ts": spy, "other.ts": other });
    const outputs = [];
    for (const id of ["spy", "other", "spy", "other"]) outputs.push((await runToEnd(id)).output);
    expect(outputs).toEqual([1, 1, 2, 2]);
  });
});
