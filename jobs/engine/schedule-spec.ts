import { JobdeckError } from "../model/errors.ts";
import { defaultPolicies, policyChangeSchema, type SchedulePolicies, type When } from "../model/schedule.ts";
import type { HolidayLookup } from "../schedule/holidays.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import { validateZone } from "../schedule/zones.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import type { HolidayLists } from "./holiday-lists.ts";

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
  readonly pausedAt: number | null;
  /** When the pause ends by itself. */
  readonly pausedUntil: number | null;
  readonly skipUntil: number | null;
  /** Times that were due since it was made. */
  readonly times: number;
  readonly plannedUntil: number;
  /** Its holiday list, as far as it was read. */
  readonly holidays?: HolidayLookup | undefined;
};

/**
 * The schedule in force: the user's change where there is one, else what the task asks for.
 *
 * @throws JobdeckError BAD_SCHEDULE when what is stored cannot be understood
 */
export function toScheduleSpec(row: ScheduleRow, hostZone: string): ScheduleSpec {
  const text = row.override_when ?? row.default_when ?? "";
  const zone = row.override_zone ?? row.default_zone ?? hostZone;
  // A zone that a newer runtime knew when the schedule was made, for example.
  const zoned = validateZone(zone);
  if (!zoned.ok) throw new JobdeckError("BAD_SCHEDULE", `Schedule ${row.id}: ${zoned.error.message}`);
  const parsed = parseWhen(text, { anchorAt: row.created_at, zone });
  if (!parsed.ok) throw new JobdeckError("BAD_SCHEDULE", `Schedule ${row.id} ("${text}"): ${parsed.error.message}`);
  return {
    id: row.id,
    taskId: row.task_id,
    text,
    zone,
    when: parsed.when,
    policies: policiesOf(row),
    payload: JSON.parse(row.payload) as unknown,
    pausedAt: row.paused_at,
    pausedUntil: row.paused_until,
    skipUntil: row.skip_until,
    times: row.times,
    plannedUntil: row.planned_until,
  };
}

/** The schedule with its holiday list, as that was read last. */
export function withHolidays(spec: ScheduleSpec, lists: Pick<HolidayLists, "get">): ScheduleSpec {
  const { holidays } = spec.policies;
  return holidays === null ? spec : { ...spec, holidays: lists.get(holidays)?.lookup };
}

/** @throws JobdeckError BAD_SCHEDULE */
export function policiesOf(row: Pick<ScheduleRow, "id" | "default_policies" | "policies">): SchedulePolicies {
  return { ...defaultPoliciesOf(row), ...stored(row.id, row.policies) };
}

/** What holds without a change of the user's. @throws JobdeckError BAD_SCHEDULE */
export function defaultPoliciesOf(row: Pick<ScheduleRow, "id" | "default_policies">): SchedulePolicies {
  return { ...defaultPolicies, ...stored(row.id, row.default_policies) };
}

function stored(id: string, json: string): Partial<SchedulePolicies> {
  // Most schedules have none of their own, and each due time begins here.
  if (json === "{}") return {};
  const parsed = policyChangeSchema.safeParse(JSON.parse(json));
  if (parsed.success) return withoutUndefined(parsed.data);
  throw new JobdeckError("BAD_SCHEDULE", `Schedule ${id} has policies that cannot be used: ${parsed.error.message}`);
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
