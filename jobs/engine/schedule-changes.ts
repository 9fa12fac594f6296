import type { ScheduleChange } from "../model/read-models/schedules.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import { defaultPoliciesOf, policiesOf } from "./schedule-spec.ts";

/**
 * What the user changed of a schedule that comes with a task, each beside what the task asks for; nothing for one of the
 * user's own.
 *
 * @throws JobdeckError BAD_SCHEDULE when what is stored cannot be understood
 */
export function changesOf(row: ScheduleRow, hostZone: string): ScheduleChange[] {
  if (row.origin === "user") return [];
  const changes: ScheduleChange[] = [];
  const compare = (what: string, before: unknown, now: unknown) => {
    if (JSON.stringify(before) !== JSON.stringify(now)) changes.push({ what, default: before, now });
  };
  const zone = row.default_zone ?? hostZone;
  compare("when", row.default_when, row.override_when ?? row.default_when);
  compare("zone", zone, row.override_zone ?? zone);
  compare("payload", {}, JSON.parse(row.payload));
  const [asked, inForce] = [defaultPoliciesOf(row), policiesOf(row)];
  for (const [name, now] of Object.entries(inForce)) compare(name, asked[name as keyof typeof asked], now);
  return changes;
}
