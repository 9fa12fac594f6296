import { randomUUID } from "node:crypto";
import type { NewRun, Run } from "../model/run.ts";
import type { Queue } from "../queue/queue.ts";
import { delayOf } from "../schedule/calendar.ts";
import type { Decision } from "../schedule/plan-missed.ts";
import type { Conditions } from "./conditions.ts";
import type { EngineState } from "./engine-state.ts";
import type { KnownTask } from "./known-task.ts";
import { overlaps } from "./left-out.ts";
import { decided, type Hold, holdOf, rowOf, type Slot } from "./planned-slots.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";
import type { SpreadStarts } from "./spread-starts.ts";

export type SlotMakerOptions = {
  readonly queue: Pick<Queue, "openRuns">;
  readonly state: EngineState;
  readonly conditions: Conditions;
  readonly spread: SpreadStarts;
  /** When this host began: times before it were missed because no host was running, not because it slept. */
  readonly startedAt: number;
  /** A run was queued that waits for a condition. */
  readonly onHeld: () => void;
  readonly cancelRun: (run: Run) => Promise<void>;
};

/** A schedule with its task, at the moment at which it is planned. */
export type Planned = { readonly spec: ScheduleSpec; readonly task: KnownTask; readonly now: number };

/** Makes the ledger row and the run of each due time that is to run or to be given up. */
export function createSlotMaker(options: SlotMakerOptions) {
  const { queue, state, conditions } = options;

  const lateReason = (slot: number): string => (slot < options.startedAt ? "host-off" : "asleep");

  /** One for each decision. Those that are caught up together do not count as overlapping: they run one after another. */
  const slotsOf = async (planned: Planned, decisions: readonly Decision[]): Promise<ReadonlyMap<number, Slot>> => {
    const { spec } = planned;
    const slots = new Map<number, Slot>();
    if (decisions.length === 0) return slots;
    let open = spec.policies.overlap === "allow" ? [] : await queue.openRuns(spec.id);
    for (const decision of decisions) {
      const slot = await slotOf(planned, decision, open);
      if (slot.run && spec.policies.overlap === "cancel-previous") {
        await Promise.all(open.map(options.cancelRun));
        open = [];
      }
      slots.set(decision.at, slot);
    }
    return slots;
  };

  const slotOf = async (planned: Planned, decision: Decision, open: readonly Run[]): Promise<Slot> => {
    const { spec, now } = planned;
    if (decision.outcome === "missed") return decided(spec, decision.at, "missed", decision.reason);
    const unmet = await conditions.unmet(spec);
    const hold = unmet && holdOf(spec, decision, { reason: unmet, now });
    if (unmet && !hold) return decided(spec, decision.at, "skipped", unmet);
    if (overlaps(spec, open)) return decided(spec, decision.at, "skipped", "overlap");
    return leadsTo(planned, decision, hold);
  };

  const newRun = ({ spec, task }: Planned, dueAt: number, trigger: NewRun["trigger"]): NewRun => ({
    ...{ id: randomUUID(), taskId: task.id, payload: spec.payload, trigger, priority: 0, dueAt },
    ...{ maxAttempts: task.retry.limit + 1, scheduleId: spec.id, scheduledAt: null, retryOf: null },
    demo: state.facts().demo,
  });

  const leadsTo = (planned: Planned, decision: Decision, hold: Hold | undefined): Slot => {
    const { spec, now } = planned;
    const late = decision.outcome === "run-late";
    const begins = () =>
      now + delayOf(spec.id, decision.at, spec.policies) + (late ? options.spread.delay(spec.id) : 0);
    const run: NewRun = {
      ...newRun(planned, hold?.until ?? begins(), late ? "catch-up" : "schedule"),
      ...(hold?.thenSkip ? { expiresAt: hold.until } : {}),
      ...(late && spec.policies.overlap !== "allow" ? { concurrencyKey: `schedule ${spec.id}` } : {}),
      scheduledAt: decision.at,
    };
    if (hold) options.onHeld();
    const reason = hold?.reason ?? (late ? (decision.reason ?? lateReason(decision.at)) : null);
    return { occurrence: { ...rowOf(spec, decision.at), outcome: "pending", reason, runId: run.id }, run };
  };

  return { slotsOf, newRun, lateReason };
}

export type SlotMaker = ReturnType<typeof createSlotMaker>;
