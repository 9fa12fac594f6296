import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { homeFiles } from "../../../jobs/model/home.ts";
import { inspectDatabase } from "../../../jobs/store/inspect.ts";
import { createStores } from "../../../jobs/store/stores.ts";
import { migrationsPath } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const migrations = path.join(migrationsPath, "jobdeck");

function database(): string {
  const home = tempHome();
  createStores({ home, migrations: migrationsPath }).close();
  return homeFiles(home).database;
}
const look = (file: string, depth: "bounded" | "whole" = "whole") => inspectDatabase({ path: file, migrations, depth });
function overwrite(file: string, at: number, bytes: readonly number[]): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.from(bytes), 0, bytes.length, at);
  closeSync(handle);
}

describe("looking at a database without writing to it", () => {
  it("finds a sound one sound, and leaves every byte as it was", () => {
    const file = database();
    const before = readFileSync(file);
    expect([look(file), look(file, "bounded")]).toMatchObject([{ ok: true, schema: expect.any(Number) }, { ok: true }]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    ["empty", (file) => writeFileSync(file, ""), /empty/],
    ["a text", (file) => writeFileSync(file, "no database ".repeat(50)), /no SQLite database/],
    ["cut to its first bytes", (file) => writeFileSync(file, readFileSync(file).subarray(0, 50)), /no SQLite database/],
    ["of an impossible page size", (file) => overwrite(file, 16, [3, 1]), /header is damaged/],
    ["of an impossible version", (file) => overwrite(file, 18, [9, 9]), /header is damaged/],
    ["of an impossible format", (file) => overwrite(file, 44, [0, 0, 0, 9]), /header is damaged/],
    [
      "another program's",
      (file) => {
        writeFileSync(file, "");
        new Sqlite(file).exec("CREATE TABLE other (a)").close();
      },
      /no tables of Jobdeck/,
    ],
    [
      "one of another kind of Jobdeck's",
      (file) => {
        new Sqlite(file).exec("UPDATE migration SET name = '001-other.sql' WHERE version = 1").close();
      },
      /another kind/,
    ],
    ["cut in half", (file) => writeFileSync(file, readFileSync(file).subarray(0, 20_480)), /./],
    [
      "overwritten in the middle",
      (file) =>
        overwrite(
          file,
          8_192,
          Array.from({ length: 4_096 }, () => 255),
        ),
      /./,
    ],
  ])("says of one that is %s what it is", (_what, harm, reason) => {
    const file = database();
    harm(file);
    expect(look(file)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});
