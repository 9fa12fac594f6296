import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ending, Queue } from "../../../jobs/queue/queue.ts";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import { newRun } from "../../support/new-run.ts";
import { openStores } from "../../support/open-stores.ts";

/** What is alike is moved in one statement, the rest row by row: both ways must come to the same rows. */
type Wanted = {
  readonly key: string | null;
  readonly expiresAt: number | null;
  readonly priority: number;
  readonly ending: Ending;
};

const error = { code: "TASK_FAILED", message: "x" };
const wanted = fc.record<Wanted>({
  key: fc.constantFrom(null, null, "a", "b"),
  expiresAt: fc.constantFrom(null, null, 5, 50),
  priority: fc.integer({ min: 0, max: 2 }),
  ending: fc.oneof(
    fc.record({
      state: fc.constant("completed" as const),
      outcome: fc.constantFrom("done" as const, "skipped" as const),
      output: fc.option(fc.jsonValue(), { nil: undefined }),
      summary: fc.option(fc.string({ unit: "binary" })),
    }),
    fc.constant<Ending>({ state: "failed", error }),
    fc.constant<Ending>({ state: "retry", error, dueAt: 30, refund: false }),
  ),
});

const capacity = new Map([["echo", 50]]);

describe("what comes at once", () => {
  it("comes to what it would have come to one after the other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wanted, { minLength: 2, maxLength: 12 }), async (all) => {
        const together = await play(all, async (queue, endingOf) => {
          const runs = await queue.claim(() => ({ limit: 50, capacity, now: 10 }));
          await Promise.all(runs.map(({ id }) => queue.end(id, endingOf(id), 20)));
        });
        const apart = await play(all, async (queue, endingOf) => {
          const claimed: string[] = [];
          for (let found = await claimOne(queue); found; found = await claimOne(queue)) claimed.push(found);
          for (const id of claimed) await queue.end(id, endingOf(id), 20);
        });
        expect(together).toEqual(apart);
      }),
      { numRuns: 60 },
    );
  });

  it("ends a run once, whoever says so twice in one moment", async () => {
    const { queue, runs } = open();
    const [first, second] = [newRun(), newRun()];
    await queue.enqueue([first, second], 0);
    await queue.claim(() => ({ limit: 2, capacity, now: 1 }));
    const done = (output: unknown): Ending => ({ state: "completed", outcome: "done", output, summary: null });
    const ended = await Promise.all([
      queue.end(first.id, done(1), 2),
      queue.end(first.id, done(2), 2),
      queue.end(second.id, done(3), 2),
    ]);
    expect(ended).toEqual([true, false, true]);
    expect([runs.get(first.id)?.output, runs.get(second.id)?.output]).toEqual([1, 3]);
  });

  it("is more than one transaction takes, and all of it is made", async () => {
    const { queue, runs } = open();
    const wanted = Array.from({ length: 1_300 }, () => newRun());
    const made = await Promise.all(wanted.map((run) => queue.enqueue([run], 0)));
    expect(made.flat().map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    expect(runs.counts()).toEqual([{ task_id: "echo", state: "created", runs: 1_300 }]);
  });

  it("takes nothing of a task that has no place, and keeps what is odd in a run", async () => {
    const { queue, runs } = open();
    const [full, odd] = [newRun({ taskId: "full" }), newRun({ payload: undefined, demo: true })];
    await queue.enqueue([full, odd], 0);
    const options = { limit: 5, capacity: new Map([...capacity, ["full", 0]]), now: 1 };
    expect((await queue.claim(() => options)).map(({ id }) => id)).toEqual([odd.id]);
    await queue.end(odd.id, { state: "completed", outcome: "done", output: () => 1, summary: null }, 2);
    expect(runs.get(odd.id)).toMatchObject({ payload: {}, demo: true, output: null });
    expect(runs.get(full.id)?.state).toBe("created");
  });
});

async function claimOne(queue: Queue): Promise<string | undefined> {
  const [run] = await queue.claim(() => ({ limit: 1, capacity, now: 10 }));
  return run?.id;
}

function open() {
  const { database, runs } = openStores();
  return { queue: createSqliteQueue(database), runs };
}

/** The rows after the play, in the order in which they were queued, without what is random in them. */
async function play(
  all: readonly Wanted[],
  moves: (queue: Queue, endingOf: (id: string) => Ending) => Promise<void>,
): Promise<unknown> {
  const { queue, runs } = open();
  const rows = all.map(({ key, expiresAt, priority }) =>
    newRun({ ...(key && { concurrencyKey: key }), ...(expiresAt && { expiresAt }), priority }),
  );
  const endings = new Map(rows.map(({ id }, index) => [id, all[index]?.ending]));
  await queue.enqueue(rows, 0);
  await moves(queue, (id) => endings.get(id) ?? { state: "failed", error });
  const counts = runs.counts().filter((count) => count.runs > 0);
  return { counts, rows: rows.map(({ id }) => ({ ...runs.get(id), id: "" })) };
}
