import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runDoctor } from "../../../jobs/engine/doctor.ts";
import { homeFiles } from "../../../jobs/model/home.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { memoryVault } from "../../support/memory-vault.ts";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const check = async (engine: Parameters<typeof runDoctor>[0]["engine"], id: string) =>
  (await runDoctor({ engine, hostZone: "UTC" })).find((each) => each.id === id);

const needy = schemaTask({
  id: "needy",
  schema: z.object({}),
  isolation: "inline",
  secrets: ["openai.apiKey"],
  run: () => null,
});

describe("the doctor", () => {
  it("finds nothing wrong with a new home", async () => {
    const checks = await runDoctor({ engine: openEngine(), hostZone: "Europe/Berlin" });
    expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(["ok", "warning"]));
    const messageOf = (id: string) => checks.find((each) => each.id === id)?.message;
    expect(messageOf("storage")).toMatch(/; 0 runs\.$/);
    expect(messageOf("backup")).toContain("There is none yet");
    expect(messageOf("zone")).toContain("Europe/Berlin");
    expect(messageOf("vault")).toBe("Kept in the test's memory.");
    expect(checks.some(({ id }) => id === "kept-files")).toBe(false);
  });

  it("names the jobs with the most runs, and what was kept of damaged files", async () => {
    const home = tempHome();
    const engine = openEngine({ home });
    writeFileSync(`${homeFiles(home).database}.corrupt-2026-01-01`, "");
    await engine.start();
    const { id } = await engine.commands.run("echo-inline", {});
    await engine.settled(id);
    expect(await check(engine, "storage")).toMatchObject({
      message: expect.stringMatching(/1 runs \(echo-inline 1\)/),
    });
    expect(await check(engine, "kept-files")).toMatchObject({
      status: "warning",
      message: expect.stringContaining("corrupt-2026-01-01"),
    });
  });

  it("says that a database is damaged, and that the disk is full", async () => {
    const engine = openEngine();
    const { database } = engine.stores;
    const ill: TestEngine = {
      ...engine,
      queries: {
        ...engine.queries,
        engine: async () => ({ ...(await engine.queries.engine()), diskProblem: "The disk is full." }),
      },
      stores: {
        ...engine.stores,
        database: new Proxy(database, {
          get: (target, key) =>
            key === "pragma" ? () => "row 5 missing from index" : Reflect.get(target, key, target),
        }),
      },
    };
    expect(await check(ill, "database")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("row 5"),
    });
    expect(await check(ill, "disk")).toMatchObject({ status: "problem", message: "The disk is full." });
    expect(await check(engine, "disk")).toBeUndefined();
  });

  it("warns of secrets that are kept where there is no keychain, and of those that are missing", async () => {
    const vault = memoryVault();
    const status = { kind: "plain-file", title: "a file", warning: "Others may read it." } as const;
    const engine = openEngine({ tasks: [needy], vault: { ...vault, status: () => status } });
    expect(await check(engine, "vault")).toMatchObject({ status: "warning", remedy: "Others may read it." });
    expect(await check(engine, "job:needy")).toMatchObject({ message: expect.stringContaining("OPENAI_API_KEY") });
    await vault.set("openai.apiKey", "k", { allowPlainText: true });
    expect(await check(engine, "job:needy")).toMatchObject({ status: "ok" });
  });

  it("names broken task files, and whether their last good version goes on", async () => {
    const engine = openEngine();
    const broken = (stillUsed: readonly string[]): TestEngine => ({
      ...engine,
      queries: {
        ...engine.queries,
        brokenFiles: () => [{ file: "/tasks/a.ts", message: "no", stack: null, since: 0, stillUsed: [...stillUsed] }],
      },
    });
    const id = "task-file:/tasks/a.ts";
    expect((await check(broken([]), id))?.message).toBe("/tasks/a.ts cannot be loaded: no");
    expect((await check(broken(["a"]), id))?.message).toContain("goes on being used (a)");
  });

  it("looks at the holiday lists of schedules", async () => {
    const home = tempHome();
    const [good, bad] = [path.join(home, "good.ics"), path.join(home, "bad.ics")];
    writeFileSync(good, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\nEND:VCALENDAR\n");
    writeFileSync(bad, "no calendar");
    const scheduled = schemaTask({
      id: "scheduled",
      schema: z.object({}),
      isolation: "inline",
      schedules: [
        { id: "good", when: "@daily", policies: { holidays: good } },
        { id: "bad", when: "@daily", policies: { holidays: bad } },
      ],
      run: () => null,
    });
    const engine = openEngine({ home, tasks: [scheduled] });
    await engine.start();
    const schedules = (await engine.queries.jobs()).flatMap((job) => job.schedules.map(({ id }) => id));
    const [goodId = "", badId = ""] = ["good", "bad"].map((name) => schedules.find((id) => id.includes(name)));
    expect(await check(engine, `holidays:${goodId}`)).toMatchObject({ status: "ok" });
    expect(await check(engine, `holidays:${badId}`)).toMatchObject({ status: "warning" });
  });
});
