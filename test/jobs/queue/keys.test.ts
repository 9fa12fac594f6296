import { describe, expect, it } from "vitest";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import { newRun } from "../../support/new-run.ts";
import { openStores } from "../../support/open-stores.ts";

const capacity = new Map([["echo", 10]]);
const done = { state: "completed", outcome: "done", output: null, summary: null } as const;

function open() {
  const stores = openStores();
  return { stores, queue: createSqliteQueue(stores.database) };
}

describe("a concurrency key", () => {
  it("lets one run at a time be active, and the next when that one has ended", async () => {
    const { queue } = open();
    const [first, second, other] = [
      newRun({ concurrencyKey: "a" }),
      newRun({ concurrencyKey: "a" }),
      newRun({ concurrencyKey: "b" }),
    ];
    await queue.enqueue([first, second, other], 0);
    const claimed = await queue.claim(() => ({ limit: 10, capacity, now: 1 }));
    expect(claimed.map(({ id }) => id)).toEqual([first.id, other.id]);
    expect(await queue.claim(() => ({ limit: 10, capacity, now: 2 }))).toEqual([]);
    const [, next] = await Promise.all([
      queue.end(first.id, done, 3),
      queue.claim(() => ({ limit: 10, capacity, now: 3 })),
    ]);
    expect(next.map(({ id }) => id)).toEqual([second.id]);
  });

  it("does not let runs that wait for it hold up those behind them", async () => {
    const { queue } = open();
    const waiting = Array.from({ length: 20 }, () => newRun({ concurrencyKey: "a", priority: 9 }));
    const free = newRun();
    await queue.enqueue([...waiting, free], 0);
    const claimed = await queue.claim(() => ({ limit: 2, capacity, now: 1 }));
    expect(claimed.map(({ id }) => id)).toEqual([waiting[0]?.id, free.id]);
  });

  it("takes as many at once as the task allows for each key", async () => {
    const { queue } = open();
    await queue.enqueue(
      Array.from({ length: 5 }, () => newRun({ concurrencyKey: "a" })),
      0,
    );
    const perKey = new Map([["echo", 3]]);
    expect(await queue.claim(() => ({ limit: 10, capacity, perKey, now: 1 }))).toHaveLength(3);
  });

  it("is free again after a crash", async () => {
    const { queue } = open();
    await queue.enqueue([newRun({ concurrencyKey: "a" }), newRun({ concurrencyKey: "a" })], 0);
    await queue.claim(() => ({ limit: 10, capacity, now: 1 }));
    await queue.recover(2);
    expect(await queue.claim(() => ({ limit: 10, capacity, now: 3 }))).toHaveLength(1);
  });
});

describe("an idempotency key", () => {
  const keyed = (expiresAt = 100) => newRun({ idempotency: { key: "k", expiresAt } });

  it("gives the same run back within its time, also within one call", async () => {
    const { queue } = open();
    const [first] = await queue.enqueue([keyed()], 0);
    const again = await queue.enqueue([keyed(), keyed()], 50);
    expect(again.map(({ id }) => id)).toEqual([first?.id, first?.id]);
    expect(await queue.claim(() => ({ limit: 10, capacity, now: 60 }))).toHaveLength(1);
  });

  it("gives a new run when its time is over, and for another task", async () => {
    const { queue } = open();
    const [first] = await queue.enqueue([keyed()], 0);
    const [later] = await queue.enqueue([keyed(200)], 100);
    const [other] = await queue.enqueue([{ ...keyed(), taskId: "other" }], 1);
    expect(new Set([first?.id, later?.id, other?.id]).size).toBe(3);
  });
});

describe("a run that expires", () => {
  it("is cancelled instead of begun", async () => {
    const { queue, stores } = open();
    const [late, fresh] = [newRun({ expiresAt: 10 }), newRun()];
    await queue.enqueue([late, fresh], 0);
    const claimed = await queue.claim(() => ({ limit: 1, capacity, now: 10 }));
    expect(claimed.map(({ id }) => id)).toEqual([fresh.id]);
    expect(stores.runs.get(late.id)).toMatchObject({ state: "cancelled", error: { code: "EXPIRED" } });
  });
});

describe("changes that share a transaction", () => {
  it("fail alone", async () => {
    const { queue, stores } = open();
    const good = newRun();
    const results = await Promise.allSettled([
      queue.enqueue([good], 0),
      queue.enqueue([newRun({ id: good.id })], 0),
      queue.enqueue([newRun()], 0),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(stores.runs.counts()).toEqual([{ task_id: "echo", state: "created", runs: 2 }]);
  });

  it("are counted once, however the runs move", async () => {
    const { queue, stores } = open();
    const runs = Array.from({ length: 6 }, () => newRun());
    await Promise.all(runs.map((run) => queue.enqueue([run], 0)));
    await queue.claim(() => ({ limit: 4, capacity, now: 1 }));
    await Promise.all([
      ...runs.slice(0, 2).map(({ id }) => queue.end(id, done, 2)),
      queue.end(runs[2]?.id ?? "", { state: "failed", error: { code: "X", message: "x" } }, 2),
      queue.cancelWaiting(runs[5]?.id ?? "", { code: "CANCELLED", message: "x" }, 2),
      queue.claim(() => ({ limit: 1, capacity, now: 2 })),
    ]);
    const counts = Object.fromEntries(stores.runs.counts().map(({ state, runs: count }) => [state, count]));
    expect(counts).toEqual({ active: 2, cancelled: 1, completed: 2, failed: 1 });
  });
});
