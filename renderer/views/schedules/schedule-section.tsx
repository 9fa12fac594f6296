import { useState } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { onDemand } from "../../../jobs/model/schedule.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Mark } from "../../components/mark.tsx";
import { MenuButton, type MenuChoice } from "../../components/menu-button.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { countdown } from "../../format/duration.ts";
import type { Mark as MarkName } from "../../format/words.ts";
import { explain } from "../../state/errors.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { changeName } from "./change-words.ts";
import { scheduleActions } from "./schedule-actions.ts";
import { zoneWords } from "./schedule-words.ts";

type ScheduleSectionProps = {
  readonly job: Line;
  readonly schedules: readonly ScheduleView[];
  readonly onEdit: (schedule: ScheduleView) => void;
  readonly onCopy: (schedule: ScheduleView) => void;
  readonly onAdd: () => void;
};

/** More are folded away: the history beneath is what the page is opened for most often. */
const shownAtFirst = 5;

/** The schedules of a job, each with its next time and everything that can be done with it. */
export function ScheduleSection({ job, schedules, onEdit, onCopy, onAdd }: ScheduleSectionProps) {
  const [all, setAll] = useState(false);
  const engine = useLive((live) => live.engine);
  const shown = all ? schedules : schedules.slice(0, shownAtFirst);
  return (
    <section className="schedules" aria-label="Schedules" data-part="schedules">
      <div className="section-head">
        <h3 className="section-title">
          {schedules.length === 1 ? "Schedule" : "Schedules"}{" "}
          {schedules.length > 1 && <span className="section-note">· {schedules.length}</span>}
        </h3>
        {job.script === null && (
          <button type="button" className="link" onClick={onAdd}>
            <Icon name="add" /> Add schedule
          </button>
        )}
      </div>
      {schedules.length === 0 && <p className="card-note">It runs on demand only.</p>}
      {shown.length > 0 && (
        <ul className="job-schedules">
          {shown.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              held={(engine.paused || job.paused) && schedule.when !== onDemand}
              until={job.paused ? null : engine.pausedUntil}
              isNamed={job.script === null && schedule.title !== null}
              onEdit={() => onEdit(schedule)}
              onCopy={() => onCopy(schedule)}
            />
          ))}
        </ul>
      )}
      {schedules.length > shown.length && (
        <Button onClick={() => setAll(true)}>Show all {schedules.length} schedules</Button>
      )}
    </section>
  );
}

type ScheduleRowProps = {
  readonly schedule: ScheduleView;
  /** Nothing starts by it whatever it says: its job is paused, or all are. */
  readonly held: boolean;
  /** When that ends by itself. */
  readonly until: number | null;
  /** A script has its name at the top of the page. */
  readonly isNamed: boolean;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
};

function ScheduleRow({ schedule, held, until, isNamed, onEdit, onCopy }: ScheduleRowProps) {
  const app = useApp();
  const name = schedule.title ?? schedule.meaning;
  const act = (call: () => Promise<unknown>) => () =>
    void call().catch((error: unknown) => app.notices.error(`${name}: ${explain(error)}`));
  const { pauses, rest } = scheduleActions(app, schedule);
  const toChoice = ({ title, run, apart }: ReturnType<typeof scheduleActions>["rest"][number]): MenuChoice => ({
    title,
    onChoose: act(run),
    ...(apart ? { apart } : {}),
  });
  const choices: readonly MenuChoice[] = [
    { title: "Duplicate", onChoose: onCopy },
    ...pauses.map(toChoice).map((choice, index) => (index === 0 ? { ...choice, apart: true } : choice)),
    ...rest.map(toChoice),
  ];
  const changed = schedule.changes.map(({ what }) => changeName(what).toLowerCase());
  return (
    <li className="job-schedule">
      <Mark mark={scheduleMark(schedule, held)} decorative />
      <div className="job-schedule-words">
        <p>
          {isNamed && <strong>{schedule.title} · </strong>}
          {schedule.meaning}
          <span className="section-note">{zoneWords(schedule)}</span>
        </p>
        {changed.length > 0 && <p className="section-note schedule-changed">You changed: {changed.join(", ")}</p>}
        {schedule.problems.map((problem) => (
          <p key={problem} className="section-note">
            <Icon name="warning" /> {problem}
          </p>
        ))}
      </div>
      <span className="job-schedule-next">
        <NextWords schedule={schedule} held={held} until={until} />
      </span>
      <span className="job-schedule-actions">
        <button
          type="button"
          className="action"
          aria-label={`Edit ${name}`}
          title="Edit this schedule"
          onClick={onEdit}
        >
          <Icon name="edit" />
        </button>
        <MenuButton label={`More for ${name}`} className="action" choices={choices}>
          <Icon name="ellipsis" />
        </MenuButton>
      </span>
    </li>
  );
}

function scheduleMark({ paused, problems }: ScheduleView, held: boolean): MarkName {
  if (paused || held) return "paused";
  return problems.length > 0 ? "warnings" : "done";
}

type NextWordsProps = Pick<ScheduleRowProps, "schedule" | "held" | "until">;

function NextWords({ schedule, held, until }: NextWordsProps) {
  const { when, skipUntil, next } = schedule;
  const [first] = next;
  const isPaused = held || schedule.paused;
  const end = pauseEnd(schedule, held, until);
  if (isPaused && (end === null || first === undefined)) return "paused";
  if (first === undefined) return when === onDemand ? "" : "no next time";
  return (
    <>
      {end !== null && (
        <span className="section-note">
          <TimeText at={end} write={(times, now) => `paused until ${times.moment(end, now)}, `} />
        </span>
      )}
      {skipUntil !== null && <span className="section-note">next one is skipped, then </span>}
      {end !== null && skipUntil === null && "next "}
      <TimeText at={first} write={(_, now) => (first <= now ? "now" : `in ${countdown(first - now)}`)} />
    </>
  );
}

/** When the last of the pauses of a schedule ends by itself; null when one does not, or when there is none. */
function pauseEnd(schedule: ScheduleView, held: boolean, until: number | null): number | null {
  const ends = [...(held ? [until] : []), ...(schedule.paused ? [schedule.pausedUntil] : [])];
  const known = ends.filter((end) => end !== null);
  return known.length === 0 || known.length < ends.length ? null : Math.max(...known);
}
