import { isFree } from "../../../jobs/model/free-tasks.ts";
import { Failed, Loading } from "../../components/notes.tsx";
import { usePayloadFields } from "../../forms/use-payload-fields.ts";
import { isScriptSchedule, type Subject } from "./draft.ts";
import { ScheduleForm } from "./schedule-form.tsx";

type ScheduleEditorProps = {
  readonly subject: Subject;
  /** The editor that it is part of: what was typed stays with it. */
  readonly editorKey: string;
  readonly onSaved: (scheduleId: string) => void;
  readonly onClose: () => void;
};

/** The form of a schedule, once it is known what its task takes. */
export function ScheduleEditor(props: ScheduleEditorProps) {
  const { subject } = props;
  const taskId = subject.kind === "stored" ? subject.schedule.taskId : subject.taskId;
  const { data, fields, phase, message, reload } = usePayloadFields(taskId);
  if (phase === "failed") return <Failed what="what this job takes" message={message ?? ""} onRetry={reload} />;
  if (data === null) return <Loading what="what this job takes" />;
  const isScript = subject.kind === "new" ? isFree(taskId) : isScriptSchedule(subject.schedule);
  return <ScheduleForm {...props} fields={fields} isScript={isScript} />;
}
