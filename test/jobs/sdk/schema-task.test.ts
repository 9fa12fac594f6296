import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";

const options = { id: "backup", schema: z.object({}), run: () => null };
/** As it comes out of a file whose types nobody has read. */
const declare = (more: object) => () => schemaTask({ ...options, ...more });

describe("schemaTask", () => {
  it("takes every option that there is", () => {
    const retry = { limit: 1, delayMs: 5, backoff: false, maxDelayMs: 9 };
    const queue = { concurrencyLimit: 2, limitPerKey: 1, claimAhead: 3 };
    const schedules = [{ id: "night", when: "0 3 * * *", zone: "UTC", policies: { missed: "skip" as const } }];
    expect(declare({ retry, queue, schedules, timeoutMs: 5, title: "Backup", secrets: ["a.b"] })()).toMatchObject({
      ...{ retry, concurrencyLimit: 2, claimAhead: 3, schedules, timeoutMs: 5, title: "Backup", secrets: ["a.b"] },
    });
  });

  it.each([
    ["an option", { schedule: [{ when: "@daily" }] }, '"schedule", which does not exist. Did you mean "schedules"'],
    [
      "an option of its queue",
      { queue: { concurrency: 2 } },
      '"queue.concurrency", which does not exist. Did you mean',
    ],
    [
      "an option of its retries",
      { retry: { limits: 2 } },
      '"retry.limits", which does not exist. Did you mean "limit"',
    ],
    ["a schedule", { schedules: [{ cron: "@daily" }] }, '"schedules: cron", which does not exist. There are: id, when'],
  ])("refuses a name in %s that asks for nothing, and says what there is", (_what, more, message) => {
    expect(declare(more)).toThrow(message);
  });

  it("does not take a name of every object for an option", () => {
    expect(declare({ toString: () => "x" })).toThrow('"toString", which does not exist');
  });
});
