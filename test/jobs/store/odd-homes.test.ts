import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { homeFiles } from "../../../jobs/model/home.ts";
import { listBackups, pruneBackups } from "../../../jobs/store/backups.ts";
import { openDatabase, toDatabaseError } from "../../../jobs/store/database.ts";
import { openExpendable, openGuarded } from "../../../jobs/store/guarded-open.ts";
import { readHostInfo, takeHostLock } from "../../../jobs/store/host-lock.ts";
import { inspectDatabase } from "../../../jobs/store/inspect.ts";
import { findBackup } from "../../../jobs/store/restore.ts";
import { sealCopy } from "../../../jobs/store/seal.ts";
import { createStores } from "../../../jobs/store/stores.ts";
import { migrationsPath } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const migrations = path.join(migrationsPath, "jobdeck");
const info = { pid: process.pid, kind: "headless", version: "1.0.0", startedAt: 1 } as const;
/** The addon that better-sqlite3 itself would take. */
const addon = path.join(
  path.dirname(createRequire(import.meta.url).resolve("better-sqlite3/package.json")),
  "prebuilds",
  `${process.platform}-${process.arch}.node`,
);

function usedHome() {
  const home = tempHome();
  createStores({ home, migrations: migrationsPath }).close();
  return { home, file: homeFiles(home).database };
}

const guarded = (home: string, file: string) =>
  ({ home, path: file, migrations, durability: "FULL", now: 1_000 }) as const;

function fromTheFuture(file: string): void {
  new Sqlite(file).exec("INSERT INTO migration (version, name) VALUES (999, '999-later.sql')").close();
}

describe("a database", () => {
  it.skipIf(!existsSync(addon))("can be opened, looked at, sealed and locked with a given addon", () => {
    const { home, file } = usedHome();
    openDatabase({ path: file, migrations, durability: "NORMAL", binding: addon }).close();
    expect(inspectDatabase({ path: file, migrations, binding: addon, depth: "whole" })).toMatchObject({ ok: true });
    expect(sealCopy({ path: file, migrations, binding: addon }).bytes).toBeGreaterThan(0);
    takeHostLock(home, info, addon).release();
  });

  it("of a newer program is refused as such, also where the host could do without it, and stays", () => {
    const { home, file } = usedHome();
    fromTheFuture(file);
    const newer = expect.objectContaining({ code: "DATABASE_NEWER" });
    expect(() => openGuarded(guarded(home, file))).toThrow(newer);
    expect(() => openExpendable(guarded(home, file), () => undefined)).toThrow(newer);
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes("corrupt"))).toEqual([]);
  });

  it("of which only the write-ahead log is left is no new home", () => {
    const { home, file } = usedHome();
    rmSync(file);
    writeFileSync(`${file}-wal`, "what was written last");
    expect(() => openGuarded(guarded(home, file))).toThrow(
      expect.objectContaining({ code: "DATABASE_DAMAGED", message: expect.stringContaining("write-ahead log") }),
    );
  });

  it("takes away what a start that was killed had begun", () => {
    const home = tempHome();
    const file = homeFiles(home).database;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, "half");
    writeFileSync(`${file}.new-journal`, "half");
    openDatabase({ path: file, migrations, durability: "FULL" }).close();
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes(".new"))).toEqual([]);
  });

  it("with the log of another one is no sound one", () => {
    const { file } = usedHome();
    const copy = path.join(tempHome(), "jobdeck.db");
    const database = new Sqlite(file);
    database.pragma("journal_mode = WAL");
    database.pragma("user_version = 5");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.pragma("user_version = 6");
    for (const end of ["", "-wal"]) cpSync(file + end, copy + end);
    database.close();
    expect(inspectDatabase({ path: copy, migrations, depth: "bounded" })).toEqual({
      ok: false,
      reason: expect.stringContaining("of another database"),
    });
  });

  it("that is large is looked at where it matters only", () => {
    const { file } = usedHome();
    truncateSync(file, 33 * 2 ** 20);
    expect(inspectDatabase({ path: file, migrations, depth: "bounded" })).toMatchObject({ ok: true });
  });

  it("with the largest pages is read as well as any", () => {
    const file = path.join(tempHome(), "large.db");
    const database = new Sqlite(file);
    database.pragma("page_size = 65536");
    database.exec("CREATE TABLE other (a)").close();
    expect(inspectDatabase({ path: file, migrations, depth: "whole" })).toMatchObject({
      reason: "it has no tables of Jobdeck",
    });
  });

  it("is not called damaged for what is not its own fault", () => {
    const { file } = usedHome();
    const nowhere = path.join(tempHome(), "nowhere");
    expect(() => inspectDatabase({ path: file, migrations: nowhere, depth: "whole" })).toThrow(/ENOENT/);
    expect(toDatabaseError("no words", file)).toMatchObject({ code: "DATABASE_UNUSABLE" });
    expect(toDatabaseError(Object.assign(new Error("full"), { code: "ENOSPC" }), file).message).toContain("is full");
  });
});

describe("a copy of a database", () => {
  it("is no backup when it is something else, or cannot be read", () => {
    const folder = tempHome();
    const other = path.join(folder, "other.db");
    new Sqlite(other).exec("CREATE TABLE other (a)").close();
    const text = path.join(folder, "text.db");
    writeFileSync(text, "no database ".repeat(500));
    for (const file of [other, text])
      expect(() => sealCopy({ path: file, migrations })).toThrow(
        expect.objectContaining({ code: "DATABASE_DAMAGED", message: expect.stringContaining("is no backup") }),
      );
  });
});

describe("the lock of a home", () => {
  it("names nobody when its owner has not said who it is, or not in words that can be read", () => {
    const home = tempHome();
    const lock = takeHostLock(home, info);
    for (const text of ["{", '{"pid":"many"}']) {
      writeFileSync(homeFiles(home).hostInfo, text);
      expect(readHostInfo(home)).toBeUndefined();
    }
    expect(() => takeHostLock(home, info)).toThrow("in use by another process");
    lock.release();
  });

  it("says what hinders it when that is not another host", () => {
    const home = tempHome();
    mkdirSync(homeFiles(home).lock, { recursive: true });
    expect(() => takeHostLock(home, info)).toThrow(expect.objectContaining({ code: "DATABASE_UNUSABLE" }));
  });
});

describe("the backups of a home", () => {
  it("are none where there are none, and what is no backup is not taken for one", () => {
    const home = tempHome();
    expect(listBackups(home)).toEqual([]);
    expect(() => findBackup(home, "newest")).toThrow(/Known: none in/);
    const { backups } = homeFiles(home);
    mkdirSync(path.join(backups, "holiday-photos"), { recursive: true });
    mkdirSync(path.join(backups, ".making-1"));
    expect(listBackups(home)).toEqual([]);
    pruneBackups(home);
    expect(readdirSync(backups)).toEqual(["holiday-photos"]);
  });

  it("are not said to be none where they cannot be looked for", () => {
    const home = tempHome();
    writeFileSync(homeFiles(home).backups, "a file");
    expect(() => listBackups(home)).toThrow(/ENOTDIR/);
    expect(readFileSync(homeFiles(home).backups, "utf8")).toBe("a file");
  });
});
