import type { JobSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { Button } from "../../components/button.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { draftKey } from "../schedules/kept-draft.ts";
import { ScheduleEditor } from "../schedules/schedule-editor.tsx";
import { useSchedules } from "../schedules/use-schedules.ts";

/** More are shown when they are asked for. */
const shownAtFirst = 50;

/** The schedules of every job in one place. */
export function SchedulesSection({ id }: { readonly id: string }) {
  const jobs = useLive((live) => live.jobs);
  const { data, phase, message, refresh } = useSchedules("settings:", {});
  const [all, setAll] = useKeptState("settings:/all-schedules", false);
  const rows = (data ?? []).flatMap((schedule) => {
    const job = jobs.find(({ taskId }) => taskId === schedule.taskId);
    return job ? [{ job, schedule }] : [];
  });
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <section className="settings-group" data-group={id} aria-label="Schedules">
      <h3 className="section-title">Schedules</h3>
      <p className="settings-about">When each job runs.</p>
      {phase === "loading" && <Loading what="the schedules" />}
      {phase === "failed" && data === null && <Failed what="the schedules" message={message ?? ""} onRetry={refresh} />}
      {data?.length === 0 && <Blank icon="watch" title="No job has a schedule" />}
      {shown.map(({ job, schedule }) => (
        <ScheduleRow key={schedule.id} job={job} schedule={schedule} />
      ))}
      {rows.length > shown.length && (
        <Button onClick={() => setAll(() => true)}>Show all {rows.length} schedules</Button>
      )}
    </section>
  );
}

function ScheduleRow({ job, schedule }: { readonly job: JobSummary; readonly schedule: ScheduleView }) {
  const { drafts } = useApp();
  const isBegun = drafts.of("settings:").includes(draftKey("settings:", { kind: "stored", schedule }));
  const [editing, setEditing] = useKeptState(`settings:/editing/${schedule.id}`, isBegun);
  const [next] = schedule.next;
  const allPaused = useLive(({ engine }) => engine.paused && engine.pausedUntil === null);
  // After a pause that ends by itself there is a next time.
  const isPaused = allPaused || job.paused || (next === undefined && schedule.paused);
  return (
    <div className={schedule.changed ? "setting is-modified" : "setting"}>
      <div className="schedule-row">
        <div className="schedule-row-words">
          <span className="schedule-row-job">{job.title}</span>
          <span>
            {schedule.meaning} <span className="dim">({schedule.zone})</span>
          </span>
          <span className="dim">
            {isPaused ? "Paused" : next === undefined ? "No next time" : "Next: "}
            {!isPaused && next !== undefined && (
              <TimeText at={next} write={(times, now) => times.dayShort(next, now)} />
            )}
          </span>
        </div>
        {!editing && (
          <Button icon="edit" onClick={() => setEditing(() => true)}>
            Edit
          </Button>
        )}
      </div>
      {editing && (
        <ScheduleEditor
          subject={{ kind: "stored", schedule }}
          editorKey="settings:"
          onSaved={() => setEditing(() => false)}
          onClose={() => setEditing(() => false)}
        />
      )}
    </div>
  );
}
