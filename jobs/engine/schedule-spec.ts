import { JobdeckError } from "../model/errors.ts";
import { defaultPolicies, type SchedulePolicies, type When } from "../model/schedule.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import type { ScheduleRow } from "../store/schedules.ts";

/** A stored schedule, ready to be computed with. */
export type ScheduleSpec = {
  readonly id: string;
  readonly taskId: string;
  /** As the user would type it. */
  readonly text: string;
  readonly zone: string;
  readonly when: When;
  readonly policies: SchedulePolicies;
  readonly payload: unknown;
  readonly paused: boolean;
  readonly plannedUntil: number;
};

/**
 * The schedule in force: the user's change where there is one, else what the task asks for.
 *
 * @throws JobdeckError BAD_SCHEDULE when what is stored cannot be understood
 */
export function toScheduleSpec(row: ScheduleRow, hostZone: string): ScheduleSpec {
  const text = row.override_when ?? row.default_when ?? "";
  const zone = row.override_zone ?? row.default_zone ?? hostZone;
  const parsed = parseWhen(text, { anchorAt: row.created_at, zone });
  if (!parsed.ok) throw new JobdeckError("BAD_SCHEDULE", `Schedule ${row.id} ("${text}"): ${parsed.error.message}`);
  return {
    id: row.id,
    taskId: row.task_id,
    text,
    zone,
    when: parsed.when,
    policies: { ...defaultPolicies, ...(JSON.parse(row.policies) as Partial<SchedulePolicies>) },
    payload: JSON.parse(row.payload) as unknown,
    paused: row.paused_at !== null,
    plannedUntil: row.planned_until,
  };
}
