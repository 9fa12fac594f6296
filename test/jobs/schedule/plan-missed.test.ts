import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicies, type SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { planMissed } from "../../../jobs/schedule/plan-missed.ts";

const hour = 3_600_000;
const now = 100 * hour;
const policies = fc.record<Pick<SchedulePolicies, "missed" | "missedLimit" | "notLaterThanMs">>({
  missed: fc.constantFrom("run-once", "run-all", "skip"),
  missedLimit: fc.integer({ min: 1, max: 5 }),
  notLaterThanMs: fc.integer({ min: 0, max: 48 * hour }),
});
const times = fc
  .uniqueArray(fc.integer({ min: 0, max: now }), { maxLength: 30 })
  .map((list) => list.sort((a, b) => a - b));

type Case = [number[], Pick<SchedulePolicies, "missed" | "missedLimit" | "notLaterThanMs">];
/** The edges: exactly now with no patience at all, nothing due, and more that is late than may be caught up. */
const kept: Case[] = [
  [[0, now], { missed: "run-all", missedLimit: 1, notLaterThanMs: 0 }],
  [[], { missed: "run-once", missedLimit: 5, notLaterThanMs: 0 }],
  [[now - 2, now - 1, now], { missed: "run-all", missedLimit: 2, notLaterThanMs: 1 }],
];

describe("planMissed", () => {
  it("decides every time exactly once, in order", () => {
    fc.assert(
      fc.property(times, policies, (due, policy) => {
        expect(planMissed({ times: due, policies: policy, nowMs: now }).map(({ at }) => at)).toEqual(due);
      }),
      { examples: kept },
    );
  });

  it("never runs more than the policy allows, nor what is too late", () => {
    fc.assert(
      fc.property(times, policies, (due, policy) => {
        const run = planMissed({ times: due, policies: policy, nowMs: now }).filter(
          ({ outcome }) => outcome !== "missed",
        );
        expect(run.length).toBeLessThanOrEqual(policy.missed === "run-all" ? policy.missedLimit : 1);
        for (const { at } of run) expect(now - at).toBeLessThanOrEqual(policy.notLaterThanMs);
      }),
      { examples: kept },
    );
  });

  it("runs the newest of the missed times once", () => {
    const decisions = planMissed({
      times: [now - 3 * hour, now - 2 * hour, now - hour],
      policies: defaultPolicies,
      nowMs: now,
    });
    expect(decisions).toEqual([
      { at: now - 3 * hour, outcome: "missed", reason: "superseded" },
      { at: now - 2 * hour, outcome: "missed", reason: "superseded" },
      { at: now - hour, outcome: "run-late" },
    ]);
  });
});
