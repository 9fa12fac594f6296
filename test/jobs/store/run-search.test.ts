import fc from "fast-check";
import { expect, it } from "vitest";
import { runTriggers } from "../../../jobs/model/read-models/runs.ts";
import { runStates } from "../../../jobs/model/run-state.ts";
import { createRunSearch, type SearchFilter } from "../../../jobs/store/run-search.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openStores } from "../../support/open-stores.ts";
import { spySql, withNumbers } from "../../support/spy-sql.ts";

const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const anyFilter: fc.Arbitrary<SearchFilter> = fc.record({
  taskIds: some(Array.from({ length: 14 }, (_, index) => `task-${index}`)),
  scheduleIds: some(["s", "t", "u"]),
  states: some(runStates),
  triggers: some(runTriggers),
  tags: some(["nightly", "rare"]),
  words: some([
    { word: "server", taskIds: ["task-1"], scheduleIds: [] },
    { word: "ab", taskIds: [], scheduleIds: ["s"] },
  ]),
});

it("runs of any filter are read along an index or their numbers, newest first; only the few that are active are sorted", () => {
  const stores = openStores();
  fillHistory(stores, { runs: 60, endedAt: 0, states: runStates });
  const { database, asked } = spySql(stores.database);
  fc.assert(
    fc.property(anyFilter, (filter) => {
      // Each filter prepares its statements anew: the search keeps those that it knows.
      const search = createRunSearch(database, () => 1);
      asked.length = 0;
      const plan = search.plan(filter);
      search.read(plan, { from: 1, before: 100 }, 5);
      search.pieceFrom(plan, { from: 1, before: 100 }, 5);
      for (const sql of asked) {
        const steps = stores.database.prepare(`EXPLAIN QUERY PLAN ${withNumbers(sql)}`).all() as { detail: string }[];
        const words = steps.map(({ detail }) => detail).join("; ");
        const isOfActive = /run USING (COVERING )?INDEX run_active/.test(words);
        if (!isOfActive) expect(words, sql).toMatch(/SEARCH run USING (COVERING )?(INDEX run_|INTEGER PRIMARY KEY)/);
        if (!isOfActive) expect(words, sql).not.toMatch(/SCAN run|TEMP B-TREE|AUTOMATIC/);
      }
    }),
  );
});
