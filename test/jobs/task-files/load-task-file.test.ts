import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type LoadResult, loadTaskFile } from "../../../jobs/task-files/load-task-file.ts";
import { compiled } from "../../support/compiled.ts";
import { loaderPath } from "../../support/paths.ts";
import { taskFile, tasksFolder } from "../../support/tasks-folder.ts";

type Files = Readonly<Record<string, string>>;

/** Writes files and loads the first of them. */
async function load(files: Files, importLimitMs?: number): Promise<LoadResult & { readonly folder: string }> {
  const { folder, write } = tasksFolder();
  const [entry = ""] = Object.entries(files).map(([name, text]) => write(name, text));
  const limit = importLimitMs === undefined ? {} : { importLimitMs };
  return { folder, ...(await loadTaskFile(entry, { loaderPath, tasksFolder: folder, env: compiled, ...limit })) };
}

async function problem(files: Files, importLimitMs?: number) {
  const result = await load(files, importLimitMs);
  if (result.ok) throw new Error("It was loaded");
  return result.error;
}

async function tasks(files: Files) {
  const result = await load(files);
  if (!result.ok) throw new Error(result.error.stack ?? result.error.message);
  return result.tasks;
}

const head = 'import { schemaTask } from "jobdeck";\nimport { z } from "zod";\n';
const make = (id: string) => `schemaTask({ id: "${id}", schema: z.object({}), run: () => 1 })`;

describe("loading a task file", () => {
  it("describes every exported task as plain data", async () => {
    const text = `${head}
export const one = schemaTask({
  id: "one", title: "One", schema: z.object({ name: z.string(), count: z.number().default(3) }),
  queue: { concurrencyLimit: 4 }, secrets: ["openai.apiKey", "custom.mine"], secretsOf: () => [],
  schedules: [{ when: "@daily" }, { id: "b", when: "every 5m", zone: "UTC", policies: { missed: "skip" } }],
  run: () => 1,
});
export const again = one;
export default ${make("two")};
export const three = 3;
`;
    expect(await tasks({ "a.ts": text })).toMatchObject([
      {
        ...{
          id: "one",
          title: "One",
          concurrencyLimit: 4,
          namesSecrets: true,
          secrets: ["openai.apiKey", "custom.mine"],
        },
        schedules: [
          { id: "default", when: "@daily" },
          { id: "b", zone: "UTC", policies: { missed: "skip" } },
        ],
        payloadSchema: { properties: { name: { type: "string" } }, required: ["name"] },
      },
      {
        ...{ id: "two", title: "two", category: "My tasks", concurrencyLimit: 1, secrets: [], namesSecrets: false },
        ...{ schedules: [], timeoutMs: 600_000, retry: { limit: 3, delayMs: 1000 } },
      },
    ]);
  });

  it("takes enums, namespaces, parameter properties and types that are imported as values", async () => {
    const text = `${head}import { schemaTask as again, Logger, type TaskContext } from "jobdeck/schema-task";
import { Wish, prefix } from "./lib/wish";
enum Kind { A = "a" }
namespace Names { export const id = prefix + "-" + Kind.A; }
class Holder { constructor(readonly id: string) {} }
const log = (logger: Logger, wish: Wish, _: TaskContext) => logger.info(wish.text);
void log;
export const t = again({ id: new Holder(Names.id).id, schema: z.object({}), run: (): number => 1 });`;
    const wish = "export interface Wish { text: string }\nexport const prefix: string = 'p';\n";
    expect(await tasks({ "a.ts": text, "lib/wish.ts": wish })).toMatchObject([{ id: "p-a" }]);
  });

  it.each(["a.js", "a.mjs", "a.mts"])(
    "takes %s, Node's own modules, JSON, and import.meta of the user's file",
    async (name) => {
      const text = `${head}import os from "node:os";
import data from "./data.json" with { type: "json" };
const lazy = await import("./lib/lazy.js");
export const t = schemaTask({ id: data.id, title: import.meta.url.split("/").at(-1) + import.meta.filename.slice(-3),
  description: os.EOL + lazy.word, schema: z.object({}), run: () => 1 });`;
      const files = {
        [name]: text,
        "data.json": '{"id":"from-json"}',
        "lib/lazy.ts": "export const word: string = 'lazy';",
      };
      expect(await tasks(files)).toMatchObject([
        { id: "from-json", title: name + name.slice(-3), description: "\nlazy" },
      ]);
    },
  );

  it("takes what is declared in the style of node-schedule", async () => {
    const text = `import { scheduleJob, JobFactory } from "jobdeck/job-factory";
class Nightly extends JobFactory { getSpec() { return "0 0 * * *"; } getJobCallback() { return () => 1; } }
new Nightly().create();
scheduleJob("minutely", "* * * * *", () => 2);`;
    expect((await tasks({ "a.js": text })).map(({ id }) => id)).toEqual(["nightly", "minutely"]);
  });

  it("finds packages that the user installed in the folder", async () => {
    const { folder, write } = tasksFolder();
    const file = write(
      "a.ts",
      `${head}import { word } from "mine";\nexport const t = ${make("x")};\nif (word !== 1) throw 1;`,
    );
    mkdirSync(path.join(folder, "node_modules", "mine"), { recursive: true });
    writeFileSync(path.join(folder, "node_modules", "mine", "package.json"), '{"name":"mine","main":"index.js"}');
    writeFileSync(path.join(folder, "node_modules", "mine", "index.js"), "exports.word = 1;");
    expect(await loadTaskFile(file, { loaderPath, tasksFolder: folder, env: {} })).toMatchObject({ ok: true });
  });

  it("gives the same version for the same contents and another when an imported file changes", async () => {
    const { folder, write } = tasksFolder();
    const file = write("a.ts", `${head}import "./lib/b.ts";\nexport const t = ${make("x")};`);
    const version = async () => {
      const result = await loadTaskFile(file, { loaderPath, tasksFolder: folder, env: {} });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.files.map((each) => path.relative(folder, each))).toEqual(["a.ts", path.join("lib", "b.ts")]);
      return result.code.version;
    };
    const b = (text: string) => write("lib/b.ts", text);
    b("export const one: number = 1;");
    const first = await version();
    b("export const one: number = 2;");
    const second = await version();
    b("export const one: number = 1;");
    expect([second === first, (await version()) === first]).toEqual([false, true]);
  });

  it("names the file, the line and what is wrong with code that is none", async () => {
    const broken = "export const a: number = 1;\nexport const = 3;\n";
    expect((await problem({ "a.ts": broken })).message).toMatch(/^a\.ts:2: .*\n.*\n {2}export const = 3;/);
    expect((await problem({ "a.js": "export const a = 1;\nexport const = 3;\n" })).message).toMatch(/^a\.js:2: /);
    expect((await problem({ "a.ts": 'import "./lib/b.ts";', "lib/b.ts": broken })).message).toMatch(/^b\.ts:2: /);
  });

  it("shows where a file threw, by its own lines", async () => {
    const text = `${head}enum Two { A, B }\ninterface Gone {\n  a: string;\n}\nfunction boom(_: Gone) { throw new TypeError("no " + Two.B); }\n\nboom({ a: "" });\n`;
    const error = await problem({ "sub dir/a.ts": text });
    expect(error.message).toBe("no 1");
    expect(error.stack?.split("\n")).toEqual([
      "TypeError: no 1",
      expect.stringMatching(/at boom \(.*sub( |%20)dir\/a\.ts:7:\d+\)/),
      expect.stringMatching(/a\.ts:9:\d+/),
    ]);
  });

  it.each([
    ["has two tasks of one id", `${head}export const a = ${make("x")}, b = ${make("x")};`, /two tasks with the id "x"/],
    [
      "names a secret that cannot be",
      taskFile("x", "", 'secrets: ["openai.apiKez"],'),
      /"openai.apiKez".*Did you mean "openai.apiKey"/,
    ],
    ["has an id that cannot be", taskFile("a b", ""), /Task id "a b" is not usable/],
    [
      "imports what is not there",
      'import "./nothing.ts";',
      /^a\.ts imports "\.\/nothing\.ts", and there is no such file/,
    ],
    [
      "imports a package that is not there",
      'import "no-such-package-x";',
      /Cannot find package 'no-such-package-x' imported from .*tasks\/a\.ts\. Install it/,
    ],
    [
      "imports a name that is not there",
      'import { nothing } from "jobdeck";\nnothing();',
      /'?"jobdeck"'? does not provide an export named 'nothing'/,
    ],
    [
      "imports a module that Jobdeck has not",
      'import "jobdeck/nothing";',
      /there are only jobdeck, jobdeck\/schema-task/,
    ],
    ["is no ES module", 'const x = require("node:fs");', /ES modules: write "import"/],
    ["exits", "process.exit(3);", /exit code 3/],
    ["throws no error", "throw 5;", /^5$/],
    ["fails later", "queueMicrotask(() => { throw new Error('later'); }); await new Promise(() => {});", /later/],
    ["never ends its import", "await new Promise(() => setInterval(() => {}, 9));", /still busy 0\.3 s/],
    ["loops", "for (;;);", /still busy 0\.3 s/],
    ["eats the memory", "const a = []; for (;;) a.push(new Array(1e5).fill(a.length + 0.5));", /memory/],
  ])("says of a file that %s what it is", async (title, text, expected) => {
    const limit = title === "eats the memory" ? 20_000 : 300;
    expect((await problem({ "a.ts": text }, limit)).message).toMatch(expected);
  });

  it("keeps Jobdeck's own variables out of what a file sees", async () => {
    const { folder, write } = tasksFolder();
    const file = write("a.ts", taskFile("x", "", "title: JSON.stringify(process.env),"));
    const env = { OPENAI_API_KEY: "sk-secret", JOBDECK_SECRET_MINE: "hidden", MINE: "seen" };
    const result = await loadTaskFile(file, { loaderPath, tasksFolder: folder, env });
    expect(result).toMatchObject({ ok: true, tasks: [{ title: '{"MINE":"seen"}' }] });
  });
});
