import { describe, expect, it } from "vitest";
import type { RunState } from "../../../jobs/model/run-state.ts";
import { parseError } from "../../../jobs/store/runs.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openStores } from "../../support/open-stores.ts";

describe("a row that is not as it should be", () => {
  it("is shown as it stands", () => {
    const { database, runs, ...stores } = openStores();
    fillHistory({ database, runs, ...stores }, { runs: 1, endedAt: 0, tasks: ["one"], states: ["failed"] });
    database.exec(`UPDATE run SET tags = '"one"', error = '{"odd":1}', payload = '{', output = NULL`);
    const [run] = runs.list({ limit: 1 });
    expect(run).toMatchObject({
      tags: [],
      error: { code: "TASK_FAILED", message: '{"odd":1}' },
      payload: { unreadable: "{" },
      output: null,
    });
    expect(parseError("no JSON")).toMatchObject({ code: "TASK_FAILED" });
  });

  it("has its tries listed with and without what went wrong", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 1, endedAt: 0, tasks: ["one"], states: ["failed"] });
    const [run] = stores.runs.list({ limit: 1 });
    const seq = run?.seq ?? 0;
    const add = stores.database.prepare(
      "INSERT OR REPLACE INTO attempt (run_seq, number, started_at, finished_at, error) VALUES (?, ?, 1, 2, ?)",
    );
    add.run(seq, 1, null);
    add.run(seq, 2, '{"code":"X","message":"broke"}');
    expect(stores.runs.attempts(seq)).toMatchObject([{ error: null }, { error: { code: "X" } }]);
    expect(stores.runs.attempts(seq + 1)).toEqual([]);
  });

  it("with a log level of a newer program is information", () => {
    const { logs, logDatabase } = openStores();
    logs.append(1, [{ seq: 1, at: 0, level: "warn", message: "x" }], 0);
    logDatabase.exec("UPDATE log_line SET level = 9");
    expect(logs.read(1, 0, 10)).toMatchObject([{ level: "info" }]);
  });
});

describe("what was never written", () => {
  it("is nothing", () => {
    const { runs, steps, taskStates, logs } = openStores();
    expect(taskStates.pausedAt("nobody")).toBeNull();
    expect(logs.size(9)).toEqual({ lines: 0, dropped: 0 });
    expect(runs.list({ state: "'; DROP TABLE run" as RunState, limit: 1 })).toEqual([]);
    expect(steps.of(9)).toEqual({});
  });

  it("is null where a step gave nothing", () => {
    const stores = openStores();
    fillHistory(stores, { runs: 1, endedAt: 0, tasks: ["one"] });
    const seq = stores.runs.list({ limit: 1 })[0]?.seq ?? 0;
    stores.steps.save(seq, { name: "empty", output: undefined }, 1);
    stores.steps.save(seq, { name: "empty", output: "again" }, 2);
    expect(stores.steps.of(seq)).toEqual({ empty: null });
  });
});
