import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createSqliteQueue } from "../../jobs/queue/sqlite/sqlite-queue.ts";
import { createStores } from "../../jobs/store/stores.ts";
import { newRun } from "../support/new-run.ts";
import { migrationsPath, root } from "../support/paths.ts";
import { tempHome } from "../support/temp-home.ts";

const kills = 12;

/** The released migrations and one more, which writes to every run and takes a good while. */
function slowMigrations(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-test-migrations-"));
  cpSync(migrationsPath, folder, { recursive: true });
  const sql = `
    ALTER TABLE run ADD COLUMN added TEXT;
    UPDATE run SET added = 'half';
    CREATE TABLE slow AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1500000) SELECT x FROM n;
    UPDATE run SET added = 'whole';
  `;
  writeFileSync(path.join(folder, "jobdeck", "900-slow.sql"), sql);
  return folder;
}

/** Opens the home in a process of its own, which is killed after so long unless it has come to its end. */
async function open(home: string, migrations: string, killAfterMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(root, "test", "chaos", "opener.ts"), home, migrations]);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (killAfterMs !== null && said === "opening\n") setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  });
  await once(child, "close");
  return said.includes("opened");
}

/** The home as the version before opens it; undefined when the migration was made. */
function openBefore(home: string) {
  try {
    return createStores({ home, migrations: migrationsPath });
  } catch (error) {
    expect(error).toMatchObject({ code: "DATABASE_NEWER" });
    return undefined;
  }
}

describe("a migration that is killed", () => {
  it("has changed nothing, and is made by the next start with nothing lost", { timeout: 120_000 }, async () => {
    const home = tempHome();
    const before = createStores({ home, migrations: migrationsPath });
    const queue = createSqliteQueue(before.database);
    await queue.enqueue(
      Array.from({ length: 2_000 }, () => newRun()),
      1,
    );
    before.close();
    const migrations = slowMigrations();
    let ended = 0;
    for (let kill = 1; kill <= kills; kill++) {
      if (await open(home, migrations, kill * 40)) ended += 1;
      // Opened as the version before: it would be refused if anything of the newer one were in it.
      if (ended > 0) break;
      const between = openBefore(home);
      // Killed just after it was through.
      if (!between) break;
      const columns = between.database.prepare("SELECT name FROM pragma_table_info('run')").pluck().all();
      expect([columns.includes("added"), between.database.pragma("integrity_check", { simple: true })]).toEqual([
        false,
        "ok",
      ]);
      between.close();
    }
    expect(await open(home, migrations, null)).toBe(true);
    const after = createStores({ home, migrations });
    expect(after.database.prepare("SELECT added, count(*) AS runs FROM run GROUP BY added").all()).toEqual([
      { added: "whole", runs: 2_000 },
    ]);
    after.close();
    expect(() => createStores({ home, migrations: migrationsPath })).toThrow(/newer Jobdeck/);
  });
});
