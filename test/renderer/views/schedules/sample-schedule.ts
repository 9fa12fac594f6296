import type { ScheduleView } from "../../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies } from "../../../../jobs/model/schedule.ts";

export const sampleSchedule: ScheduleView = {
  id: "sync-s3:default",
  taskId: "sync-s3",
  when: "0 0 * * *",
  zone: "Europe/Berlin",
  meaning: "Every day at 00:00",
  next: [],
  paused: false,
  defaultWhen: "0 0 * * *",
  problems: [],
  changes: [],
  skippedByPause: 0,
  changed: false,
  ...{ title: null, own: false, pausedUntil: null, skipUntil: null, payload: {}, policies: defaultPolicies },
};
