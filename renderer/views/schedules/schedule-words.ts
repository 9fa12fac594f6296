import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { onDemand } from "../../../jobs/model/schedule.ts";

type Timed = Pick<ScheduleView, "when" | "meaning" | "zone">;

/** The zone, where it says something that the words before it do not. */
export function zoneWords({ when, meaning, zone }: Timed): string {
  return when === onDemand || meaning.includes(zone) ? "" : `, ${zone}`;
}
