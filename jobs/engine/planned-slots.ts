import type { ConditionReason } from "../model/schedule.ts";
import type { Plan } from "../queue/queue.ts";
import type { Decision } from "../schedule/plan-missed.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

/** A row of the ledger, with the run that it leads to. */
export type Slot = Plan["slots"][number];

/** A run waits for a condition until then, and begins all the same or is skipped. */
export type Hold = { readonly reason: ConditionReason; readonly until: number; readonly thenSkip: boolean };

/** A due time that leads to no run. */
export function decided(spec: ScheduleSpec, at: number, outcome: "skipped" | "missed", reason: string): Slot {
  return { occurrence: { ...rowOf(spec, at), outcome, reason, runId: null }, run: null };
}

export function rowOf(spec: ScheduleSpec, scheduledAt: number) {
  return { scheduleId: spec.id, scheduledAt, lateMs: 0, slots: 1 };
}

/** Whether a time whose condition is not given waits for it; it is skipped otherwise. Pure. */
export function holdOf(
  { policies }: ScheduleSpec,
  decision: Decision,
  { reason, now }: { readonly reason: ConditionReason; readonly now: number },
): Hold | undefined {
  const { anywayAfterMs } = policies.conditions;
  if (anywayAfterMs !== undefined) return { reason, until: now + anywayAfterMs, thenSkip: false };
  // After a wake the network takes a while: what was late already must not be lost to that.
  const until = decision.at + policies.notLaterThanMs;
  const waits = decision.outcome === "run-late" && reason === "offline" && until > now;
  return waits ? { reason, until, thenSkip: true } : undefined;
}
