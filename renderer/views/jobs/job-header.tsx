import type { JobSummary, ScheduleView } from "../../../jobs/model/read-models.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { useApp } from "../../workbench/app-context.tsx";

type JobHeaderProps = {
  readonly job: JobSummary;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly runningWith: boolean;
  readonly onRunWith: () => void;
};

export function JobHeader({ job, editing, onEdit, runningWith, onRunWith }: JobHeaderProps) {
  const { commands } = useApp();
  return (
    <header className="page-head">
      <div className="page-head-words">
        <h2 className="page-title">{job.title}</h2>
        <p className="page-lead">
          {sentence(job.description)} {job.schedules.map(scheduleWords).join(" ")}
        </p>
      </div>
      <div className="page-actions">
        <CommandButton command="jobs.run" subject={job.taskId} primary />
        <Button icon="run-above" expanded={runningWith} title={commands.hint("jobs.runWith")} onClick={onRunWith}>
          Run with…
        </Button>
        <CommandButton command={job.paused ? "jobs.resume" : "jobs.pause"} subject={job.taskId} />
        {job.schedules.length > 0 && (
          <Button icon="edit" expanded={editing} title={commands.hint("jobs.editSchedule")} onClick={onEdit}>
            Edit schedule
          </Button>
        )}
      </div>
    </header>
  );
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

function scheduleWords(schedule: ScheduleView): string {
  const zone = schedule.meaning.includes(schedule.zone) ? "" : `, ${schedule.zone}`;
  return schedule.paused ? `Paused: ${schedule.meaning}${zone}.` : `${schedule.meaning}${zone}.`;
}
