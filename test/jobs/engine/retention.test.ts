import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const hourMs = 3_600_000;
const now = 1_000_000 * hourMs;
const task = schemaTask({ id: "job", schema: z.object({}), retention: { keepRuns: 50 }, run: () => null });
const open = (home = tempHome()) => openEngine({ home, tasks: [task], now: () => now });

describe("the retention of a job", () => {
  it("is what the task asks for until the user sets something else, and again after a reset", async () => {
    const home = tempHome();
    const { retention, stop } = open(home);
    expect(retention.view("job")).toMatchObject({
      policy: { keepRuns: 50, deleteAfterMs: 168 * hourMs },
      changed: false,
    });
    const changed = { policy: { keepRuns: 50, deleteAfterMs: 24 * hourMs }, default: { deleteAfterMs: 168 * hourMs } };
    expect(retention.change("job", { deleteAfterMs: 24 * hourMs })).toMatchObject({ ...changed, changed: true });
    await stop();
    const again = open(home);
    expect(again.retention.view("job")).toMatchObject({ ...changed, changed: true });
    expect(again.retention.change("job", {})).toMatchObject({
      policy: { deleteAfterMs: 168 * hourMs },
      changed: false,
    });
  });

  it("is what the clean-up goes by", async () => {
    const { retention, cleanUp, stores } = open();
    fillHistory(stores, { runs: 60, endedAt: now - 60, tasks: ["job"] });
    expect(await cleanUp()).toMatchObject({ runs: 10 });
    retention.change("job", { keepRuns: 3 });
    expect(await cleanUp()).toMatchObject({ runs: 47 });
  });

  it("says of a run that it is archived a day after its end", async () => {
    const { queries, retention, stores } = open();
    for (const hours of [25, 23]) fillHistory(stores, { runs: 1, endedAt: now - hours * hourMs, tasks: ["job"] });
    const archived = async () => (await queries.runs({ limit: 10 })).runs.map((run) => run.archived);
    expect(await archived()).toEqual([false, true]);
    retention.change("job", { archiveAfterMs: hourMs });
    expect(await archived()).toEqual([true, true]);
  });

  it("of an unknown job is not found", () => {
    const { retention } = open();
    expect(() => retention.view("jop")).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });

  it("gives a backup and the storage figures of the home", async () => {
    const { backUp, storage, stores } = open();
    fillHistory(stores, { runs: 5, endedAt: now, tasks: ["job"] });
    const first = backUp(false);
    expect(await backUp(false)).toEqual(await first);
    expect(await storage()).toMatchObject({
      files: [{ name: "jobdeck.db" }, { name: "logs.db" }, { name: "content.db" }],
      jobs: [{ taskId: "job", runs: 5 }],
      backups: [{ kind: "manual", createdAt: now }],
      kept: [],
    });
  });
});
