import { describe, expect, it } from "vitest";
import type { Run } from "../../../jobs/model/run.ts";
import type { Plan, Queue } from "../../../jobs/queue/queue.ts";
import { newRun } from "../../support/new-run.ts";

type Harness = {
  readonly queue: Queue;
  readonly get: (id: string) => Promise<Run | undefined>;
  readonly ledger: () => Promise<
    readonly { scheduledAt: number; outcome: string; reason: string | null; runId: string | null }[]
  >;
};

const error = { code: "TASK_FAILED", message: "it broke" };
const done = { state: "completed", outcome: "done", output: { n: 1 }, summary: "1 done" } as const;
const everything = (limit = 10) => ({
  limit,
  capacity: new Map([
    ["echo", 100],
    ["other", 100],
  ]),
  now: 100,
});

/** What every backend must do alike. `open` gives a new, empty queue. */
export function describeQueue(name: string, open: () => Promise<Harness>): void {
  describe(`${name} queue`, () => {
    it("gives a run back once it is kept", async () => {
      const { queue, get } = await open();
      const [run] = await queue.enqueue([newRun({ payload: { a: [1, null, "ü"] } })], 5);
      expect(run).toMatchObject({ state: "created", payload: { a: [1, null, "ü"] }, createdAt: 5, attempts: 0 });
      expect(await get(run?.id ?? "")).toEqual(run);
    });

    it("claims by priority, then time due, then age", async () => {
      const { queue } = await open();
      const runs = [
        newRun({ dueAt: 9 }),
        newRun({ dueAt: 3 }),
        newRun({ dueAt: 3 }),
        newRun({ dueAt: 50, priority: 5, taskId: "other" }),
      ];
      await queue.enqueue(runs, 10);
      const claimed = await queue.claim(everything);
      expect(claimed.map((run) => run.id)).toEqual([runs[3]?.id, runs[1]?.id, runs[2]?.id, runs[0]?.id]);
      expect(claimed.every((run) => run.state === "active" && run.attempts === 1 && run.startedAt === 100)).toBe(true);
    });

    it("claims the first of all among many jobs, and none of a job that has no places", async () => {
      const { queue } = await open();
      const names = Array.from({ length: 12 }, (_, index) => `job-${index}`);
      const runs = names.flatMap((taskId, index) => [newRun({ taskId, dueAt: 100 - index }), newRun({ taskId })]);
      await queue.enqueue(runs, 10);
      await queue.enqueue([newRun({ taskId: "gone", priority: 9 })], 10);
      const capacity = new Map([...names.map((name) => [name, name === "job-3" ? 0 : 2] as const), ["idle", 5]]);
      const claimed = await queue.claim(() => ({ limit: 100, capacity, now: 100 }));
      const expected = runs
        .filter(({ taskId }) => taskId !== "job-3")
        .toSorted((left, right) => left.dueAt - right.dueAt || runs.indexOf(left) - runs.indexOf(right));
      expect(claimed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    });

    it("never claims one run twice", async () => {
      const { queue } = await open();
      await queue.enqueue([newRun(), newRun()], 0);
      const [first, second] = await Promise.all([queue.claim(everything), queue.claim(everything)]);
      expect([...first, ...second]).toHaveLength(2);
    });

    it("takes no more than the limit and the capacity of each task allow", async () => {
      const { queue } = await open();
      await queue.enqueue([newRun(), newRun(), newRun(), newRun({ taskId: "other" })], 0);
      const capacity = new Map([["echo", 2]]);
      expect(await queue.claim(() => ({ limit: 1, capacity, now: 1 }))).toHaveLength(1);
      expect(await queue.claim(() => ({ limit: 9, capacity, now: 1 }))).toHaveLength(2);
      expect(await queue.claim(() => ({ limit: 9, capacity: new Map([["other", 1]]), now: 1 }))).toHaveLength(1);
    });

    it("leaves a run alone until it is due", async () => {
      const { queue } = await open();
      await queue.enqueue([newRun({ dueAt: 101 })], 0);
      expect(await queue.claim(everything)).toEqual([]);
      expect(await queue.nextDueAt()).toBe(101);
      expect(await queue.claim(() => ({ ...everything(), now: 101 }))).toHaveLength(1);
      expect(await queue.nextDueAt()).toBeNull();
    });

    it("keeps what a run came to", async () => {
      const { queue, get } = await open();
      const [run] = await queue.enqueue([newRun()], 0);
      await queue.claim(everything);
      await queue.end(run?.id ?? "", done, 150);
      expect(await get(run?.id ?? "")).toMatchObject({
        state: "completed",
        outcome: "done",
        output: { n: 1 },
        summary: "1 done",
        finishedAt: 150,
        error: null,
      });
    });

    it("tries again when the retry is due and not before", async () => {
      const { queue } = await open();
      const [run] = await queue.enqueue([newRun()], 0);
      await queue.claim(everything);
      await queue.end(run?.id ?? "", { state: "retry", error, dueAt: 200, refund: false }, 110);
      expect(await queue.claim(() => ({ ...everything(), now: 199 }))).toEqual([]);
      expect(await queue.claim(() => ({ ...everything(), now: 200 }))).toMatchObject([{ attempts: 2, startedAt: 100 }]);
    });

    it("does not count a try that the host itself ended", async () => {
      const { queue } = await open();
      const [run] = await queue.enqueue([newRun()], 0);
      await queue.claim(everything);
      await queue.end(run?.id ?? "", { state: "retry", error, dueAt: 100, refund: true }, 100);
      expect(await queue.claim(everything)).toMatchObject([{ attempts: 1 }]);
    });

    it("lets no ended run move again", async () => {
      const { queue, get } = await open();
      const [run] = await queue.enqueue([newRun()], 0);
      await queue.claim(everything);
      await queue.end(run?.id ?? "", done, 1);
      expect(await queue.end(run?.id ?? "", { state: "failed", error }, 2)).toBe(false);
      expect(await queue.cancelWaiting(run?.id ?? "", error, 2)).toBeUndefined();
      expect(await get(run?.id ?? "")).toMatchObject({ state: "completed", finishedAt: 1 });
    });

    it("cancels only what waits", async () => {
      const { queue, get } = await open();
      const [waiting, active] = await queue.enqueue([newRun({ dueAt: 500 }), newRun()], 0);
      await queue.claim(everything);
      expect(await queue.cancelWaiting(waiting?.id ?? "", error, 2)).toMatchObject({ state: "cancelled" });
      expect(await queue.cancelWaiting(active?.id ?? "", error, 2)).toBeUndefined();
      expect(await get(active?.id ?? "")).toMatchObject({ state: "active" });
      expect(await queue.nextDueAt()).toBeNull();
    });

    it("cuts an output of more than 1 MiB and says so", async () => {
      const { queue, get } = await open();
      const [run] = await queue.enqueue([newRun()], 0);
      await queue.claim(everything);
      await queue.end(run?.id ?? "", { ...done, output: "x".repeat(1024 * 1024) }, 1);
      expect((await get(run?.id ?? ""))?.output).toMatchObject({ truncated: true, bytes: 1024 * 1024 + 2 });
    });

    it("takes up what was active when the host was killed, and fails what has no try left", async () => {
      const { queue, get } = await open();
      const [again, spent] = await queue.enqueue([newRun(), newRun({ maxAttempts: 1 })], 0);
      await queue.claim(everything);
      expect(await queue.recover(300)).toHaveLength(2);
      expect(await get(again?.id ?? "")).toMatchObject({ state: "retry", attempts: 1, error: { code: "INTERRUPTED" } });
      expect(await get(spent?.id ?? "")).toMatchObject({ state: "failed", error: { code: "INTERRUPTED" } });
      expect(await queue.recover(301)).toEqual([]);
      expect(await queue.claim(() => ({ ...everything(), now: 301 }))).toMatchObject([{ id: again?.id, attempts: 2 }]);
    });

    it("writes a due time once, whoever plans it how often", async () => {
      const { queue, ledger } = await open();
      const plan = (id: string): Plan => ({
        scheduleId: "daily:default",
        plannedUntil: 60,
        times: 1,
        slots: [
          {
            occurrence: {
              ...({ scheduleId: "daily:default", scheduledAt: 60, outcome: "pending", reason: null } as const),
              ...{ runId: id, lateMs: 0, slots: 1 },
            },
            run: newRun({ id, scheduleId: "daily:default", scheduledAt: 60 }),
          },
        ],
      });
      expect(await queue.enqueuePlan(plan("first"), 60)).toHaveLength(1);
      expect(await queue.enqueuePlan(plan("second"), 61)).toHaveLength(0);
      expect(await ledger()).toMatchObject([{ scheduledAt: 60, runId: "first" }]);
      expect(await queue.openRuns("daily:default")).toMatchObject([{ id: "first" }]);
    });

    it("marks a due time as run only when its run has really begun", async () => {
      const { queue, ledger } = await open();
      const occurrence = { scheduleId: "s", outcome: "pending", lateMs: 0, slots: 1 } as const;
      await queue.enqueuePlan(
        {
          scheduleId: "s",
          plannedUntil: 90,
          times: 2,
          slots: [
            {
              occurrence: { ...occurrence, scheduledAt: 40, reason: null, runId: "a" },
              run: newRun({ id: "a", scheduleId: "s" }),
            },
            {
              occurrence: { ...occurrence, scheduledAt: 50, reason: "asleep", runId: "b" },
              run: newRun({ id: "b", scheduleId: "s" }),
            },
            {
              occurrence: { ...occurrence, scheduledAt: 90, reason: null, runId: "c" },
              run: newRun({ id: "c", scheduleId: "s", taskId: "other" }),
            },
          ],
        },
        95,
      );
      expect((await ledger()).map((row) => row.outcome)).toEqual(["pending", "pending", "pending"]);
      await queue.claim(() => ({ limit: 2, capacity: new Map([["echo", 2]]), now: 100 }));
      await queue.cancelWaiting("c", error, 101);
      expect(await ledger()).toMatchObject([
        { scheduledAt: 90, outcome: "skipped", reason: "cancelled" },
        { scheduledAt: 50, outcome: "ran-late", reason: "asleep" },
        { scheduledAt: 40, outcome: "ran", reason: null },
      ]);
    });
  });
}
