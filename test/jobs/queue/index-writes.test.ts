import { expect, it } from "vitest";
import { prepareAlike } from "../../../jobs/queue/sqlite/alike.ts";
import { createRunCounts } from "../../../jobs/queue/sqlite/run-counts.ts";
import { prepareStatements } from "../../../jobs/queue/sqlite/statements.ts";
import { openStores } from "../../support/open-stores.ts";
import { spySql, withNumbers } from "../../support/spy-sql.ts";

it("a claim, an end and every other move of a run leave the indexes of tags and triggers alone", () => {
  const { database, asked } = spySql(openStores().database);
  const counts = createRunCounts(database);
  asked.length = 0;
  prepareStatements(database, counts);
  prepareAlike(database, counts);
  const moves = asked.filter((sql) => sql.includes("UPDATE run"));
  expect(moves.length).toBeGreaterThan(8);
  const written = new Set(moves.flatMap((sql) => writtenBy(database, sql)));
  expect(written).toContain("run_by_state");
  expect([...written].filter((name) => ["run_by_trigger", "run_tagged"].includes(name))).toEqual([]);
  const insert = asked.find((sql) => sql.startsWith("INSERT INTO run"));
  expect(writtenBy(database, insert ?? "")).toEqual(expect.arrayContaining(["run_by_trigger", "run_tagged"]));
});

type Step = { readonly opcode: string; readonly p2: number };

/** The tables and indexes of runs that a statement writes. */
function writtenBy(database: ReturnType<typeof openStores>["database"], sql: string): readonly string[] {
  const nameAt = database.prepare<[number], string>("SELECT name FROM sqlite_schema WHERE rootpage = ?").pluck();
  const steps = database.prepare(`EXPLAIN ${withNumbers(sql)}`).all() as Step[];
  return steps
    .filter(({ opcode }) => opcode === "OpenWrite")
    .map(({ p2 }) => nameAt.get(p2) ?? "")
    .filter((name) => name.startsWith("run"));
}
