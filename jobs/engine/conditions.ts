import type { Clock } from "../model/clock.ts";
import { startOfDay } from "../schedule/wall-clock.ts";
import type { RunReader } from "../store/runs.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

/** What the machine is like. What the platform cannot tell is left out, and counts as given. */
export type MachineState = {
  readonly onMainsPower?: boolean;
  readonly online?: boolean;
  /** Since somebody touched it. */
  readonly idleMs?: number;
};

export type ConditionsOptions = {
  readonly machine: () => MachineState;
  readonly runs: RunReader;
  readonly clock: Clock;
};

/** Judges what a scheduled run asks of the machine and of other jobs. */
export function createConditions({ machine, runs, clock }: ConditionsOptions) {
  const unmetByMachine = ({ policies: { conditions: wanted } }: ScheduleSpec): string | undefined => {
    const is = machine();
    if (wanted.mainsPower && is.onMainsPower === false) return "no-mains-power";
    if (wanted.online && is.online === false) return "offline";
    if (wanted.idleMs !== undefined && is.idleMs !== undefined && is.idleMs < wanted.idleMs) return "user-active";
    return undefined;
  };

  const unmetByOther = (spec: ScheduleSpec): string | undefined => {
    const { after } = spec.policies;
    if (!after) return undefined;
    const since =
      after.since === "today" ? startOfDay(clock.now(), spec.zone) : (runs.lastStartOfSchedule(spec.id) ?? 0);
    return (runs.lastCompletedAt(after.taskId) ?? 0) > since ? undefined : "after";
  };

  return {
    /** The reason that stands in the ledger; undefined when everything is given. */
    unmet: (spec: ScheduleSpec): string | undefined => unmetByMachine(spec) ?? unmetByOther(spec),
  };
}

export type Conditions = ReturnType<typeof createConditions>;
