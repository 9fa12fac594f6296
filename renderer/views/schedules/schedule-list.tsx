import type { JobSummary } from "../../../jobs/model/read-models.ts";
import { ScheduleEditor } from "./schedule-editor.tsx";
import "./schedules.css";

/** The schedules of a job, each to be edited. */
export function ScheduleList({ job, onClose }: { readonly job: JobSummary; readonly onClose: () => void }) {
  return job.schedules.map((schedule) => <ScheduleEditor key={schedule.id} schedule={schedule} onClose={onClose} />);
}
