import type { Line } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";

/** A job with its schedules, which its page has read. */
export type ScheduledJob = { readonly job: Line; readonly schedules: readonly ScheduleView[] };
