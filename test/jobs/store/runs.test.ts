import { describe, expect, it } from "vitest";
import { runStates } from "../../../jobs/model/run-state.ts";
import { createRunReader } from "../../../jobs/store/runs.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openStores } from "../../support/open-stores.ts";
import { spySql, withNumbers } from "../../support/spy-sql.ts";

describe("the list of runs", () => {
  it("is that of the job and state that were asked for, newest first", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 240, endedAt: 0, states: runStates, tasks: ["one", "two"] });
    for (const taskId of [undefined, "one", "two"])
      for (const state of [undefined, ...runStates]) {
        const found = stores.runs.list({ taskId, state, limit: 1_000 });
        const expected = stores.runs
          .list({ limit: 1_000 })
          .filter((run) => (taskId ?? run.taskId) === run.taskId && (state ?? run.state) === run.state);
        expect(found).toEqual(expected);
        expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).toSorted((a, b) => b - a));
        expect(found.length).toBe(240 / (taskId === undefined ? 1 : 2) / (state === undefined ? 1 : runStates.length));
      }
  });

  it("goes on before a given run", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 20, endedAt: 0, tasks: ["one"] });
    const [first] = stores.runs.list({ taskId: "one", state: "completed", limit: 1 });
    const rest = stores.runs.list({ taskId: "one", state: "completed", before: first?.seq, limit: 100 });
    expect(rest).toHaveLength(19);
  });

  it("is empty for a state that a job has no run in", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 20, endedAt: 0, tasks: ["one"] });
    expect(stores.runs.list({ taskId: "one", state: "failed", limit: 100 })).toEqual([]);
    expect(stores.runs.list({ taskId: "none", state: "completed", limit: 100 })).toEqual([]);
  });

  it("is read from an index of its filter, however long the history is", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 60, endedAt: 0, states: runStates, tasks: ["one", "two"] });
    const { database, asked } = spySql(stores.database);
    const reader = createRunReader(database);
    asked.length = 0;
    for (const taskId of [undefined, "one"])
      for (const state of [undefined, ...runStates]) reader.list({ taskId, state, limit: 5 });
    expect(asked.length).toBe(2 * (runStates.length + 1));
    for (const sql of asked) {
      const plan = stores.database.prepare(`EXPLAIN QUERY PLAN ${withNumbers(sql)}`).all() as { detail: string }[];
      const words = plan.map(({ detail }) => detail).join("; ");
      const isOfAll = sql.includes("NOT INDEXED");
      expect(words, sql).toMatch(isOfAll ? /USING INTEGER PRIMARY KEY/ : /USING INDEX run_/);
    }
  });
});

describe("the last of many", () => {
  it("success of a job and start of a schedule are found, however many others came after", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 300, endedAt: 1_000_000, states: ["failed"], tasks: ["one"] });
    stores.database.prepare("UPDATE run SET schedule_id = 'one:a', started_at = seq").run();
    stores.database
      .prepare("UPDATE run SET state = 'completed', finished_at = 7, started_at = 900 WHERE seq = 2")
      .run();
    expect(stores.runs.lastCompletedAt("one")).toBe(7);
    expect(stores.runs.lastStartOfSchedule("one:a")).toBe(900);
    expect(stores.runs.lastCompletedAt("none")).toBeNull();
    expect(stores.runs.lastStartOfSchedule("none")).toBeNull();
  });
});
