import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";
import { turnsCpuMs } from "../../support/thread-cpu.ts";

const dayMs = 86_400_000;
const now = 20_000 * dayMs;
const job = (id: string, retention = {}) => schemaTask({ id, schema: z.object({}), retention, run: () => null });
const open = (home = tempHome()) =>
  openEngine({ home, tasks: [job("week"), job("few", { keepRuns: 10 })], now: () => now });

describe("what the storage says of the next clean-up", () => {
  it("is what that clean-up then deletes", async () => {
    const { storage, cleanUp, stores } = open();
    fillHistory(stores, { runs: 40, endedAt: now - 8 * dayMs, tasks: ["week"], states: ["completed", "failed"] });
    fillHistory(stores, { runs: 30, endedAt: now - dayMs, tasks: ["week", "few"] });
    const { jobs } = await storage();
    expect(Object.fromEntries(jobs.map(({ taskId, goes }) => [taskId, goes.runs]))).toEqual({ week: 20, few: 5 });
    expect(await cleanUp()).toMatchObject({ runs: 25 });
    expect((await storage()).jobs.every(({ goes }) => goes.runs === 0)).toBe(true);
  });

  it("leaves the newest run of each way of ending", async () => {
    const { storage, stores } = open();
    fillHistory(stores, { runs: 1, endedAt: now - 300 * dayMs, tasks: ["week"] });
    expect((await storage()).jobs).toMatchObject([{ goes: { runs: 0, bytes: 0 }, firstGoesAt: null }]);
    fillHistory(stores, { runs: 1, endedAt: now - 5 * dayMs, tasks: ["week"] });
    fillHistory(stores, { runs: 2, endedAt: now - dayMs, tasks: ["week"], states: ["cancelled"] });
    expect((await storage()).jobs).toMatchObject([{ goes: { runs: 1 }, firstGoesAt: now - 293 * dayMs }]);
  });

  it("is due a minute after the start", async () => {
    expect((await open().storage()).cleanUpAt).toBe(now + 60_000);
  });
});

describe("the bytes of a job", () => {
  it("count its logs, so that the one that writes the most comes first", async () => {
    const { storage, stores } = open();
    fillHistory(stores, { runs: 200, endedAt: now, tasks: ["week"] });
    fillHistory(stores, { runs: 20, linesPerRun: 1_000, endedAt: now, tasks: ["few"] });
    const { jobs } = await storage();
    expect(jobs.map(({ taskId }) => taskId)).toEqual(["few", "week"]);
    // A line takes its 6 letters, and what stands around them.
    expect(jobs[0]?.bytes).toBeGreaterThan(20 * 1_000 * 6);
    expect(jobs[0]?.bytes).toBeLessThan(20 * 1_000 * 40);
  });

  it("are weighed without holding the host up", async () => {
    const { storage, stores } = open();
    fillHistory(stores, { runs: 20_000, endedAt: now - 9 * dayMs, tasks: ["week", "few"] });
    const longest: number[] = [];
    for (let round = 0; round < 5; round++) longest.push(Math.max(...(await turnsCpuMs(storage))));
    // One round may meet a collection of garbage; what the query itself does, it does in every round.
    expect(Math.min(...longest)).toBeLessThan(10);
  });
});
