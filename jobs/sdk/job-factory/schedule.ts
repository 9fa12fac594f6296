import { Range, RecurrenceRule } from "./recurrence.ts";
import { scheduleJob } from "./schedule-job.ts";

// biome-ignore lint/style/noDefaultExport: node-schedule is imported so.
export default { scheduleJob, RecurrenceRule, Range };
