import type { JobSummary } from "../../../jobs/model/read-models.ts";
import { ScheduleEditor } from "./schedule-editor.tsx";
import "./schedules.css";

type ScheduleListProps = {
  readonly job: JobSummary;
  readonly editorKey: string;
  readonly onClose: () => void;
};

/** The schedules of a job, each to be edited. */
export function ScheduleList({ job, editorKey, onClose }: ScheduleListProps) {
  return job.schedules.map((schedule) => (
    <ScheduleEditor key={schedule.id} schedule={schedule} editorKey={editorKey} onClose={onClose} />
  ));
}
