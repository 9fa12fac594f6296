import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
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
  it.each(["jobdeck", "logs"])("brings %s to the schema of the golden dump", (name) => {
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
