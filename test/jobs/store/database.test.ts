import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { assertRuntime, openDatabase } from "../../../jobs/store/database.ts";
import { migrationsPath, root } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const open = (file: string, migrations = path.join(migrationsPath, "jobdeck")) =>
  openDatabase({ path: file, migrations, durability: "FULL" });

const schemaOf = (name: string): string => {
  const database = open(path.join(tempHome(), "x.db"), path.join(migrationsPath, name));
  const rows = database
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    .pluck()
    .all();
  database.close();
  return `${rows.join(";\n\n")};\n`;
};

describe("openDatabase", () => {
  it.each(["jobdeck", "logs", "content"])("brings %s to the schema of the golden dump", (name) => {
    const golden = path.join(root, "test", "fixtures", `schema-${name}.sql`);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, schemaOf(name));
    expect(schemaOf(name)).toBe(readFileSync(golden, "utf8"));
  });

  it("acknowledges only what is on disk", () => {
    const database = open(path.join(tempHome(), "x.db"));
    expect(database.pragma("synchronous", { simple: true })).toBe(2);
    expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
    database.close();
  });

  it("opens a database that is already up to date without writing to it", () => {
    const file = path.join(tempHome(), "x.db");
    open(file).close();
    const before = readFileSync(file);
    open(file).close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("refuses a database of a newer program and leaves it untouched", () => {
    const home = tempHome();
    const newer = path.join(home, "migrations");
    cpSync(path.join(migrationsPath, "jobdeck"), newer, { recursive: true });
    writeFileSync(path.join(newer, "999-from-the-future.sql"), "CREATE TABLE future (x INT) STRICT;");
    const file = path.join(home, "x.db");
    open(file, newer).close();
    const before = readFileSync(file);
    expect(() => open(file)).toThrow(expect.objectContaining({ code: "DATABASE_NEWER" }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("brings a database of the first release up to date and loses nothing", () => {
    const home = tempHome();
    const first = path.join(home, "first");
    mkdirSync(first);
    const name = "001-runs-and-schedules.sql";
    cpSync(path.join(migrationsPath, "jobdeck", name), path.join(first, name));
    const file = path.join(home, "x.db");
    const old = new Sqlite(file);
    old.pragma("journal_mode = WAL");
    old.exec("CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
    old.prepare("INSERT INTO migration VALUES (1, ?)").run(name);
    old.exec(readFileSync(path.join(first, name), "utf8"));
    old.exec(`
      INSERT INTO setting VALUES ('engine.concurrency', '5', 1);
      INSERT INTO schedule (id, task_id, override_when, planned_until, created_at, updated_at) VALUES ('j:d', 'j', '@daily', 1, 1, 1);
      INSERT INTO occurrence (schedule_id, scheduled_at, outcome, run_id, decided_at) VALUES ('j:d', 1, 'ran', 'r1', 1);
      INSERT INTO run (id, task_id, state, ready, trigger_kind, payload, output, max_attempts, created_at, due_at)
        VALUES ('r1', 'j', 'failed', 0, 'user', '{"a":1}', '{"b":2}', 4, 1, 1), ('r2', 'j', 'created', 1, 'user', '{}', NULL, 4, 1, 1);
      INSERT INTO attempt (run_seq, number, started_at, finished_at, error) VALUES (1, 1, 1, 2, '{"code":"X","message":"m"}');
    `);
    old.close();
    const database = open(file);
    const read = (sql: string) => database.prepare(sql).raw().all();
    expect(read("SELECT id, state, payload, output FROM run ORDER BY seq")).toEqual([
      ["r1", "failed", '{"a":1}', '{"b":2}'],
      ["r2", "created", "{}", null],
    ]);
    expect(read("SELECT override_when FROM schedule")).toEqual([["@daily"]]);
    expect(read("SELECT outcome, run_id FROM occurrence")).toEqual([["ran", "r1"]]);
    expect(read("SELECT error FROM attempt")).toEqual([['{"code":"X","message":"m"}']]);
    expect(read("SELECT state, runs FROM run_count ORDER BY state")).toEqual([
      ["created", 1],
      ["failed", 1],
    ]);
    expect(database.pragma("auto_vacuum", { simple: true })).toBe(2);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
  });

  it("applies all of a migration or nothing of it", () => {
    const home = tempHome();
    const broken = path.join(home, "migrations");
    mkdirSync(broken);
    writeFileSync(path.join(broken, "001-good.sql"), "CREATE TABLE good (x INT) STRICT;");
    writeFileSync(
      path.join(broken, "002-broken.sql"),
      "CREATE TABLE half (x INT) STRICT; CREATE TABLE half (x INT) STRICT;",
    );
    const file = path.join(home, "x.db");
    expect(() => open(file, broken)).toThrow(/already exists/);
    writeFileSync(path.join(broken, "002-broken.sql"), "CREATE TABLE whole (x INT) STRICT;");
    const database = open(file, broken);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()).toEqual(
      ["good", "migration", "whole"],
    );
    database.close();
  });

  it.each([
    ["a text file", Buffer.from("this is not a database, it is a letter to my mother\n".repeat(100))],
    ["a zeroed header", Buffer.concat([Buffer.alloc(100), Buffer.alloc(8_000, 1)])],
  ])("refuses %s and leaves it byte for byte", (_name, content) => {
    const file = path.join(tempHome(), "x.db");
    writeFileSync(file, content);
    expect(() => open(file)).toThrow(expect.objectContaining({ code: "DATABASE_DAMAGED" }));
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  it("says what to do when the folder cannot be written", () => {
    const home = tempHome();
    writeFileSync(path.join(home, "file"), "");
    expect(() => open(path.join(home, "file", "x.db"))).toThrow(/cannot be opened.*Check that the folder exists/s);
  });

  it("keeps other users of the computer out", () => {
    const home = path.join(tempHome(), "new");
    open(path.join(home, "x.db")).close();
    expect(statSync(home).mode & 0o077).toBe(0);
    expect(statSync(path.join(home, "x.db")).mode & 0o077).toBe(0);
  });

  it("refuses a runtime that better-sqlite3 would crash", () => {
    const old = { ...process.versions, node: "20.18.1", napi: "9" };
    expect(() => assertRuntime(undefined, old)).toThrow(/Node.js 20.18.1 is too old.*22.14/s);
    expect(() => assertRuntime("/a/binding.node", old)).not.toThrow();
  });
});
