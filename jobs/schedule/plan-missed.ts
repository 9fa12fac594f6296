import type { SchedulePolicies } from "../model/schedule.ts";

/** A time that is looked at within this long of being due is on time. */
const onTimeMs = 30_000;

export type Decision =
  | { readonly at: number; readonly outcome: "run" }
  /** The reason is that of its being late, where it is neither sleep nor a host that was not there. */
  | { readonly at: number; readonly outcome: "run-late"; readonly reason?: "paused" }
  | { readonly at: number; readonly outcome: "missed"; readonly reason: "too-late" | "superseded" | "policy" };

/**
 * Decides what becomes of times that are due, earliest first: every time gets exactly one decision. Pure.
 *
 * The newest time runs if it is on time. Of those that are late, `run-once` takes the newest, `run-all` the newest few,
 * `skip` none, and nothing that is later than `notLaterThanMs`.
 */
export function planMissed(options: {
  readonly times: readonly number[];
  readonly policies: Pick<SchedulePolicies, "missed" | "missedLimit" | "notLaterThanMs">;
  readonly nowMs: number;
}): readonly Decision[] {
  const { times, policies, nowMs } = options;
  let left = policies.missed === "run-all" ? policies.missedLimit : 1;
  const decisions = times.toReversed().map((at): Decision => {
    const lateMs = nowMs - at;
    const onTime = lateMs <= onTimeMs;
    if (!onTime && policies.missed === "skip") return { at, outcome: "missed", reason: "policy" };
    if (lateMs > policies.notLaterThanMs) return { at, outcome: "missed", reason: "too-late" };
    if (left <= 0) return { at, outcome: "missed", reason: "superseded" };
    left -= 1;
    return { at, outcome: onTime ? "run" : "run-late" };
  });
  return decisions.toReversed();
}
