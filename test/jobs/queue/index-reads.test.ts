import { expect, it } from "vitest";
import { prepareAlike } from "../../../jobs/queue/sqlite/alike.ts";
import { createRunCounts } from "../../../jobs/queue/sqlite/run-counts.ts";
import { prepareStatements } from "../../../jobs/queue/sqlite/statements.ts";
import { openStores } from "../../support/open-stores.ts";
import { spySql, withNumbers } from "../../support/spy-sql.ts";

it("no statement of the queue looks through the history of a job, or of all", () => {
  const { database, asked } = spySql(openStores().database);
  const counts = createRunCounts(database);
  asked.length = 0;
  prepareStatements(database, counts);
  prepareAlike(database, counts);
  const ofRuns = asked.filter((sql) => /\brun\b/.test(sql) && !sql.startsWith("INSERT"));
  expect(ofRuns.length).toBeGreaterThan(15);
  const plan = (sql: string) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${withNumbers(sql)}`).all() as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  // What waits for its key is let go in the index's own order: to sort a backlog at each end would take longer with every run in it.
  const slow = ofRuns.filter((sql) =>
    plan(sql).some((step) => /^SCAN run$|INDEX run_by_(task|state)\b|TEMP B-TREE/.test(step)),
  );
  expect(slow).toEqual([]);
});
