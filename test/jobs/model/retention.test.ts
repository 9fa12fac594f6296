import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defaultRetention, retentionPolicy } from "../../../jobs/model/retention.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";

const hourMs = 3_600_000;

describe("retentionPolicy", () => {
  it("archives after a day and deletes after a week, failures after a month, unless told otherwise", () => {
    expect(retentionPolicy()).toEqual(defaultRetention);
    expect(defaultRetention).toEqual({
      ...{ archiveAfterMs: 24 * hourMs, deleteAfterMs: 168 * hourMs, deleteFailuresAfterMs: 720 * hourMs },
      ...{ keepRuns: null, keepFailures: null },
    });
  });

  it("keeps failures at least as long, and at least as many, as the rest", () => {
    expect(retentionPolicy({ deleteAfterMs: 2_000 * hourMs }).deleteFailuresAfterMs).toBe(2_000 * hourMs);
    expect(retentionPolicy({ keepRuns: 5 }).keepFailures).toBe(5);
    expect(retentionPolicy({ keepRuns: 5, keepFailures: 2 }).keepFailures).toBe(5);
    expect(retentionPolicy({ keepFailures: 2 }).keepFailures).toBe(2);
  });

  it("archives no later than it deletes", () => {
    expect(retentionPolicy({ deleteAfterMs: hourMs }).archiveAfterMs).toBe(hourMs);
  });
});

describe("the retention of a task", () => {
  const task = (retention: object) => schemaTask({ id: "job", schema: z.object({}), retention, run: () => null });

  it("is the task's wish over the defaults", () => {
    expect(task({ deleteAfterMs: hourMs }).retention).toEqual(retentionPolicy({ deleteAfterMs: hourMs }));
  });

  it.each([[{ deleteAfterMs: -1 }], [{ keepRuns: 0 }], [{ archiveAfterMs: 0.5 }]])("is refused as %j", (retention) => {
    expect(() => task(retention)).toThrow(/Task "job": retention\.\w+ is .*whole number/);
  });
});
