import Sqlite from "better-sqlite3";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import type { Database } from "../../../jobs/store/database.ts";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";

const second = schemaTask({
  id: "second",
  schema: z.object({}),
  isolation: "inline",
  queue: { concurrencyLimit: 5 },
  schedules: [{ when: "* * * * * *", zone: "UTC", policies: { missed: "run-all", overlap: "allow" } }],
  run: () => "done",
});

/**
 * Lets every write of this connection fail as on a full disk, which a test cannot have everywhere: the same error at the same
 * place, with everything before it rolled back. Gives what frees it again.
 */
function fill(database: Database): () => void {
  let isFull = true;
  database.function("disk_takes", () => {
    if (isFull) throw new Sqlite.SqliteError("database or disk is full", "SQLITE_FULL");
    return 1;
  });
  for (const table of ["run", "occurrence", "schedule", "setting"])
    for (const what of ["INSERT", "UPDATE"])
      database.exec(
        `CREATE TEMP TRIGGER full_${table}_${what} BEFORE ${what} ON main.${table} BEGIN SELECT disk_takes(); END`,
      );
  return () => {
    isFull = false;
  };
}

const until = async (engine: TestEngine, isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => engine.changes.emitter.once("live", resolve));
};
const problemOf = async (engine: TestEngine) => (await engine.queries.engine()).diskProblem;

describe("a full disk", () => {
  it("refuses what is asked for in words, is told once, and goes on by itself when there is room", async () => {
    const engine = openEngine({ tasks: [second] });
    await engine.start();
    const free = fill(engine.stores.database);
    await expect(engine.commands.run("second", {})).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining("Free some space"),
    });
    await until(engine, async () => (await problemOf(engine)) !== null);
    free();
    await until(engine, async () => (await problemOf(engine)) === null);
    const { id } = await engine.commands.run("second", {});
    expect((await engine.settled(id)).status).toBe("completed");
    expect(engine.problems.filter((line) => line.includes("full"))).toHaveLength(1);
    expect(engine.stores.database.pragma("integrity_check", { simple: true })).toBe("ok");
  }, 30_000);

  it("makes no schedule forget what was due meanwhile", async () => {
    const engine = openEngine({ tasks: [second] });
    await engine.start();
    const ranOf = () => engine.queries.ledger("second", Number.MAX_SAFE_INTEGER, 1_000);
    await until(engine, async () => ranOf().length > 0);
    const free = fill(engine.stores.database);
    await until(engine, async () => (await problemOf(engine)) !== null);
    const before = ranOf().length;
    free();
    await vi.waitUntil(() => ranOf().length > before + 2, { timeout: 20_000, interval: 50 });
    const times = ranOf().map(({ scheduledAt }) => scheduledAt / 1_000);
    const [newest = 0] = times;
    expect(times).toEqual(Array.from({ length: times.length }, (_, index) => newest - index));
  }, 40_000);
});
