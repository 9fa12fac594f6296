import type { Line } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { MenuButton, type MenuChoice } from "../../components/menu-button.tsx";
import { explain } from "../../state/errors.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { pauseActions } from "../schedules/schedule-actions.ts";
import { zoneWords } from "../schedules/schedule-words.ts";
import type { ScheduledJob } from "./scheduled-job.ts";

type JobHeaderProps = ScheduledJob & {
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onRunWith: () => void;
};

export function JobHeader({ job, schedules, editing, onEdit, onRunWith }: JobHeaderProps) {
  const { commands } = useApp();
  return (
    <header className="page-head">
      <div className="page-head-words">
        <h2 className="page-title">{job.title}</h2>
        <Lead job={job} schedules={schedules} />
      </div>
      <div className="page-actions">
        <span className="split-button">
          <CommandButton command="jobs.run" subject={job.taskId} primary />
          <MenuButton
            label="More ways to run"
            className="button"
            choices={[{ title: commands.get("jobs.runWith")?.title ?? "", onChoose: onRunWith }]}
          >
            <Icon name="chevron-down" />
          </MenuButton>
        </span>
        <PauseButton job={job} schedules={schedules} />
        {/* Which of several is meant is said in their list beneath. */}
        {(job.script !== null || job.scheduleCount < 2) && (
          <Button icon={job.scheduleCount > 0 ? "edit" : "add"} expanded={editing} onClick={onEdit}>
            {editWord(job)}
          </Button>
        )}
        {job.script && (
          <MenuButton
            label="More for this job"
            choices={[{ title: "Delete job…", onChoose: () => commands.execute("jobs.delete", job.taskId) }]}
          >
            <Icon name="ellipsis" />
          </MenuButton>
        )}
      </div>
    </header>
  );
}

function editWord({ script, scheduleCount }: Line): string {
  if (script) return "Edit job";
  return scheduleCount > 0 ? "Edit schedule" : "Add schedule";
}

/** The job's pause, which lasts until it is taken back; its menu has pauses of its schedules that end by themselves. */
function PauseButton({ job, schedules }: ScheduledJob) {
  const app = useApp();
  const going = schedules.filter(({ paused }) => !paused);
  const command = <CommandButton command={job.paused ? "jobs.resume" : "jobs.pause"} subject={job.taskId} />;
  if (job.paused || going.length === 0) return command;
  return (
    <span className="split-button">
      {command}
      <MenuButton label="Pause for a while" choices={pauseChoices(app, going)}>
        <Icon name="chevron-down" />
      </MenuButton>
    </span>
  );
}

function pauseChoices(app: ReturnType<typeof useApp>, going: readonly ScheduleView[]): readonly MenuChoice[] {
  const pauses = going.map((schedule) => pauseActions(app, schedule));
  const all = (index: number) => async () => {
    try {
      for (const actions of pauses) await actions[index]?.run();
    } catch (error) {
      app.notices.error(`Pause: ${explain(error)}`);
    }
  };
  return (pauses[0] ?? []).slice(0, -1).map(({ title }, index) => ({ title, onChoose: () => void all(index)() }));
}

/** More schedules than that are counted: each has a line of its own beneath. */
const toldSchedules = 2;

function Lead({ job: { description, script }, schedules }: ScheduledJob) {
  const times =
    schedules.length > toldSchedules ? `${schedules.length} schedules.` : schedules.map(scheduleWords).join(" ");
  if (!script) return <p className="page-lead">{[sentence(description), times].filter(Boolean).join(" ")}</p>;
  return (
    <>
      <code className="page-command" title={description}>
        {description}
      </code>
      <p className="page-lead">{times}</p>
    </>
  );
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

function scheduleWords(schedule: ScheduleView): string {
  const words = `${schedule.meaning}${zoneWords(schedule)}.`;
  return schedule.paused ? `Paused: ${words}` : words;
}
