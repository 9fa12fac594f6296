import { useEffect } from "react";
import { type Line, lineOf } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { settingField } from "../../../jobs/model/settings.ts";
import { Button } from "../../components/button.tsx";
import { EditorPage } from "../../components/editor-page.tsx";
import { Blank, Failed, Loading, Note } from "../../components/notes.tsx";
import { isRunWithBegun, RunWith } from "../../forms/run-with.tsx";
import { useValue } from "../../state/store.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { mayLeave } from "../../workbench/leave-drafts.ts";
import type { Subject } from "../schedules/draft.ts";
import { type Editing, editingOf } from "../schedules/kept-draft.ts";
import { ScheduleEditor } from "../schedules/schedule-editor.tsx";
import { ScheduleSection } from "../schedules/schedule-section.tsx";
import { useSchedules } from "../schedules/use-schedules.ts";
import { ActiveRun } from "./active-run.tsx";
import { HistoryTable } from "./history-table.tsx";
import { JobCards } from "./job-cards.tsx";
import { JobHeader } from "./job-header.tsx";
import { LastFailure } from "./last-failure.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { NotifyCard } from "./notify-card.tsx";
import type { ScheduledJob } from "./scheduled-job.ts";
import { WaitingRuns } from "./waiting-runs.tsx";

/** One job: when next, how did it go, how reliable is it, what comes after; then its history. */
export function JobEditor({ id }: { readonly id: string }) {
  const job = useLive((live) => lineOf(live, id));
  return job ? <JobWithSchedules id={id} job={job} /> : <NoJob id={id} />;
}

/** The page needs to know the job's schedules. */
function JobWithSchedules({ id, job }: { readonly id: string; readonly job: Line }) {
  const key = `job:${id}`;
  const { data, phase, message, refresh } = useSchedules(key, job.script ?? { taskId: job.taskId });
  return (
    <EditorPage editorKey={key} className="job-editor">
      {data && <JobPage id={id} job={job} schedules={data} />}
      {!data && phase === "loading" && <Loading what="this job" />}
      {!data && phase === "failed" && <Failed what="this job" message={message ?? ""} onRetry={refresh} />}
    </EditorPage>
  );
}

type JobPageProps = ScheduledJob & { readonly id: string };

function JobPage({ id, job, schedules }: JobPageProps) {
  const key = `job:${id}`;
  const zone = useLive((live) => live.engine.zone);
  const { editing, edit, close } = useEditing(id, schedules);
  const [runningWith, setRunningWith] = useKeptState(`${key}/run-with-open`, isRunWithBegun(useApp(), key));
  const first = schedules[0];
  useRevealed(key, {
    schedule: () => first && edit({ kind: "stored", id: first.id }),
    "new-schedule": () => edit({ kind: "new" }),
    "run-with": () => setRunningWith(() => true),
  });
  const { taskId } = job.script ?? job;
  const subject = subjectOf({ job, schedules, zone }, editing);
  const open = (schedule: ScheduleView) => edit({ kind: "stored", id: schedule.id });
  return (
    <>
      <JobHeader
        job={job}
        schedules={schedules}
        editing={editing !== null}
        onEdit={() => edit(editing ? null : first ? { kind: "stored", id: first.id } : { kind: "new" })}
        onRunWith={() => setRunningWith(() => true)}
      />
      <MissingSettings job={job} />
      <NothingToWorkOn job={job} />
      <LastFailure job={job} />
      {runningWith && (
        <RunWith
          taskId={taskId}
          scheduleId={job.script?.scheduleId}
          title={job.title}
          editorKey={key}
          payload={job.script ? (first?.payload ?? {}) : {}}
          onClose={() => setRunningWith(() => false)}
        />
      )}
      {subject && (
        <ScheduleEditor
          key={JSON.stringify(editing)}
          subject={subject}
          editorKey={key}
          onSaved={close}
          onClose={close}
        />
      )}
      {job.active.map((run) => (
        <ActiveRun key={run.id} run={run} />
      ))}
      <WaitingRuns job={job} />
      <JobCards job={job} schedules={schedules} />
      <ScheduleSection
        job={job}
        schedules={schedules}
        onEdit={open}
        onCopy={(schedule) => edit({ kind: "copy", id: schedule.id })}
        onAdd={() => edit({ kind: "new" })}
      />
      <LimitsSection taskId={taskId} isShared={job.script !== null} />
      <NotifyCard job={job} />
      <HistoryTable job={job} />
    </>
  );
}

/** The form that is open; one with a draft does not close, nor give way to another, before the user was asked. */
function useEditing(id: string, schedules: readonly ScheduleView[]) {
  const key = `job:${id}`;
  const app = useApp();
  const { drafts } = app;
  const begun =
    drafts
      .of(key)
      .map((draft) => editingOf(key, draft))
      .find((each) => each !== null) ?? null;
  const [editing, setEditing] = useKeptState<Editing>(`${key}/editing`, begun);
  useEffect(() => {
    // What was typed about a schedule that is no more is nothing that could be saved.
    const isOver = (edited: Editing) =>
      edited?.kind === "stored" && !schedules.some((schedule) => schedule.id === edited.id);
    drafts.discard(drafts.of(key).filter((draft) => isOver(editingOf(key, draft))));
  }, [drafts, key, schedules]);
  const edit = async (next: Editing) => {
    if (JSON.stringify(next) === JSON.stringify(editing)) return;
    if (await mayLeave(app, { kind: "job", id })) setEditing(() => next);
  };
  return { editing, edit: (next: Editing) => void edit(next), close: () => setEditing(() => null) };
}

/** A tab of a job that was deleted elsewhere, or was another home's. */
function NoJob({ id }: { readonly id: string }) {
  const { commands } = useApp();
  return (
    <Blank icon="question" title="This job is not here any more">
      <p className="blank-text">Its id is {id}. It was deleted, or its task file is gone.</p>
      <Button onClick={() => commands.execute("workbench.closeEditor")}>Close</Button>
    </Blank>
  );
}

type SubjectOf = ScheduledJob & { readonly zone: string };

function subjectOf({ job: { script, taskId }, schedules, zone }: SubjectOf, editing: Editing): Subject | null {
  if (editing === null) return null;
  const named = editing.kind === "new" ? null : (schedules.find(({ id }) => id === editing.id) ?? null);
  if (editing.kind === "stored") return named && { kind: "stored", schedule: named };
  return { kind: "new", taskId: script?.taskId ?? taskId, zone, copyOf: named };
}

/** Opens a part of the page when a command from elsewhere asks for it. */
function useRevealed(key: string, parts: Readonly<Record<string, () => void>>): void {
  const { reveal } = useApp();
  const wish = useValue(reveal);
  useEffect(() => {
    if (wish?.editor !== key) return;
    parts[wish.part]?.();
    reveal.set(null);
  });
}

function NothingToWorkOn({ job }: { readonly job: Line }) {
  const { commands } = useApp();
  if (job.waitsFor === null) return null;
  const add = <Button onClick={() => commands.execute("news.addSource")}>Add a source</Button>;
  return (
    <Note severity="info" action={add}>
      <strong>There is no source of news yet.</strong> Its schedules begin as soon as there is one.
    </Note>
  );
}

function MissingSettings({ job }: { readonly job: Line }) {
  const { show } = useApp();
  const [first] = job.missing;
  if (first === undefined) return null;
  const names = job.missing.map((name) => settingField(name)?.title ?? name);
  const group = settingField(first)?.group;
  const settings = () => show({ view: "settings", ...(group === undefined ? {} : { group }) });
  return (
    <Note severity="warning" action={<Button onClick={settings}>Open settings</Button>}>
      <strong>{names.length === 1 ? "A setting is missing:" : `${names.length} settings are missing:`}</strong>{" "}
      {names.join(", ")}. Until then its runs are skipped.
    </Note>
  );
}
