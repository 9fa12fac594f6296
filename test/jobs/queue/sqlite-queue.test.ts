import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../jobs/model/run.ts";
import { canMove, type RunState } from "../../../jobs/model/run-state.ts";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import { newRun } from "../../support/new-run.ts";
import { openStores } from "../../support/open-stores.ts";
import { describeQueue } from "./queue-contract.ts";

function open() {
  const stores = openStores();
  return {
    stores,
    queue: createSqliteQueue(stores.database),
    get: async (id: string) => stores.runs.get(id),
    ledger: async () => {
      const rows = stores.database
        .prepare<[], { scheduled_at: number; outcome: string; reason: string | null; run_id: string | null }>(
          "SELECT * FROM occurrence ORDER BY scheduled_at DESC",
        )
        .all();
      return rows.map((row) => ({
        scheduledAt: row.scheduled_at,
        outcome: row.outcome,
        reason: row.reason,
        runId: row.run_id,
      }));
    },
  };
}

describeQueue("SQLite", async () => open());

type Step = { readonly kind: "claim" | "cancel" | "recover" | "completed" | "failed" | "cancelled" | "retry" };

describe("SQLite queue under any sequence of calls", () => {
  const step = fc.record<Step>({
    kind: fc.constantFrom("claim", "cancel", "recover", "completed", "failed", "cancelled", "retry"),
  });

  it("moves a run only as the table allows, and its counters agree with its rows", async () => {
    const { queue, get, stores } = open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const [run] = await queue.enqueue([newRun({ maxAttempts: 2 })], 0);
        const id = run?.id ?? "";
        let before: RunState = "created";
        for (const { kind } of steps) {
          await apply(queue, id, kind);
          const after: RunState = (await get(id))?.state ?? "created";
          expect(after === before || canMove(before, after), `${before} -> ${after} by ${kind}`).toBe(true);
          before = after;
        }
        expect(counters(stores)).toEqual(rows(stores));
        await settle(queue, id);
      }),
      {
        numRuns: 150,
        // A try that is lost after one that failed; an end that comes after the next claim; a cancel of what was recovered.
        examples: [
          [kinds("claim", "retry", "claim", "recover", "cancel")],
          [kinds("claim", "recover", "claim", "completed", "failed")],
          [kinds("cancel", "claim", "recover", "completed")],
        ],
      },
    );
  });
});

const kinds = (...all: readonly Step["kind"][]): Step[] => all.map((kind) => ({ kind }));
const error = { code: "TASK_FAILED", message: "x" };

async function apply(queue: ReturnType<typeof createSqliteQueue>, id: string, kind: Step["kind"]): Promise<unknown> {
  if (kind === "claim") return queue.claim(() => ({ limit: 1, capacity: new Map([["echo", 1]]), now: 10 }));
  if (kind === "cancel") return queue.cancelWaiting(id, error, 10);
  if (kind === "recover") return queue.recover(10);
  if (kind === "completed") return queue.end(id, { state: kind, outcome: "done", output: null, summary: null }, 10);
  if (kind === "retry") return queue.end(id, { state: kind, error, dueAt: 10, refund: false }, 10);
  return queue.end(id, { state: kind, error }, 10);
}

/** Leaves nothing claimable behind for the next sequence. */
async function settle(queue: ReturnType<typeof createSqliteQueue>, id: string): Promise<void> {
  await queue.cancelWaiting(id, error, 11);
  await queue.end(id, { state: "cancelled", error }, 11);
}

type StateCount = Record<string, number>;

function counters({ runs }: ReturnType<typeof openStores>): StateCount {
  return Object.fromEntries(runs.counts().map((count) => [count.state, count.runs]));
}

function rows({ runs }: ReturnType<typeof openStores>): StateCount {
  const all: readonly Run[] = runs.list({ limit: 100_000 });
  const count: StateCount = {};
  for (const run of all) count[run.state] = (count[run.state] ?? 0) + 1;
  return count;
}
