import type { Clock } from "../model/clock.ts";
import type { Machine, MachineFact } from "../model/machine.ts";
import type { ConditionReason } from "../model/schedule.ts";
import { startOfDay } from "../schedule/wall-clock.ts";
import type { RunReader } from "../store/runs.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

export type ConditionsOptions = {
  readonly machine: Machine;
  readonly runs: RunReader;
  readonly clock: Clock;
};

/** Judges what a scheduled run asks of the machine and of other jobs. */
export function createConditions({ machine, runs, clock }: ConditionsOptions) {
  const unmetByMachine = async ({
    policies: { conditions: wanted },
  }: ScheduleSpec): Promise<ConditionReason | undefined> => {
    const facts = factsFor(wanted);
    if (facts.length === 0) return undefined;
    const is = await machine.read(facts);
    if (wanted.mainsPower && is.onMainsPower === false) return "no-mains-power";
    if (wanted.online && is.online === false) return "offline";
    if (wanted.unmetered && is.metered) return "metered";
    if (wanted.wifi && is.wifi && !wanted.wifi.some((name) => is.wifi?.includes(name))) return "other-wifi";
    if (wanted.idleMs !== undefined && is.idleMs !== undefined && is.idleMs < wanted.idleMs) return "user-active";
    return undefined;
  };

  const unmetByOther = (spec: ScheduleSpec): ConditionReason | undefined => {
    const { after } = spec.policies;
    if (!after) return undefined;
    const since =
      after.since === "today" ? startOfDay(clock.now(), spec.zone) : (runs.lastStartOfSchedule(spec.id) ?? 0);
    return (runs.lastCompletedAt(after.taskId) ?? 0) > since ? undefined : "after";
  };

  return {
    /** The reason that stands in the ledger; undefined when everything is given. */
    unmet: async (spec: ScheduleSpec): Promise<ConditionReason | undefined> =>
      (await unmetByMachine(spec)) ?? unmetByOther(spec),
  };
}

/** What has to be known of the machine. */
function factsFor(wanted: ScheduleSpec["policies"]["conditions"]): readonly MachineFact[] {
  const facts: readonly (readonly [MachineFact, boolean])[] = [
    ["onMainsPower", wanted.mainsPower === true],
    ["online", wanted.online === true],
    ["metered", wanted.unmetered === true],
    ["wifi", wanted.wifi !== undefined],
    ["idleMs", wanted.idleMs !== undefined],
  ];
  return facts.filter(([, isAsked]) => isAsked).map(([fact]) => fact);
}

export type Conditions = ReturnType<typeof createConditions>;
