import { useEffect } from "react";
import type { JobSummary } from "../../../jobs/model/read-models.ts";
import { settingField } from "../../../jobs/model/settings.ts";
import { Button } from "../../components/button.tsx";
import { EditorPage } from "../../components/editor-page.tsx";
import { Blank, Note } from "../../components/notes.tsx";
import { RunWith } from "../../forms/run-with.tsx";
import { jobOf } from "../../state/live.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { ScheduleList } from "../schedules/schedule-list.tsx";
import { ActiveRun } from "./active-run.tsx";
import { HistoryTable } from "./history-table.tsx";
import { JobCards } from "./job-cards.tsx";
import { JobHeader } from "./job-header.tsx";
import { NotifyCard } from "./notify-card.tsx";

/** One job: when next, how did it go, how reliable is it, what comes after; then its history. */
export function JobEditor({ id }: { readonly id: string }) {
  const job = useLive((live) => jobOf(live, id));
  const [editing, setEditing] = useOpenPart(`job:${id}`, "schedule");
  const [runningWith, setRunningWith] = useOpenPart(`job:${id}`, "run-with");
  if (!job) return <Blank icon="question" title={`This Jobdeck has no job “${id}”`} />;
  return (
    <EditorPage editorKey={`job:${id}`} className="job-editor">
      <JobHeader
        job={job}
        editing={editing}
        onEdit={() => setEditing(!editing)}
        runningWith={runningWith}
        onRunWith={() => setRunningWith(!runningWith)}
      />
      <MissingSettings job={job} />
      {runningWith && (
        <RunWith taskId={id} editorKey={`job:${id}`} payload={{}} onClose={() => setRunningWith(false)} />
      )}
      {editing && <ScheduleList job={job} editorKey={`job:${id}`} onClose={() => setEditing(false)} />}
      {job.active.map((run) => (
        <ActiveRun key={run.id} run={run} />
      ))}
      <JobCards job={job} />
      <NotifyCard job={job} />
      <HistoryTable job={job} />
    </EditorPage>
  );
}

/** Whether a part of the page is open that is not always there; a command from elsewhere opens it too. */
function useOpenPart(key: string, part: string) {
  const { reveal } = useApp();
  const wish = useValue(reveal);
  const [isOpen, setOpen] = useKeptState(`${key}/open/${part}`, false);
  useEffect(() => {
    if (wish?.editor !== key || wish.part !== part) return;
    setOpen(() => true);
    reveal.set(null);
  }, [wish, key, part, reveal, setOpen]);
  return [isOpen, (value: boolean) => setOpen(() => value)] as const;
}

function MissingSettings({ job }: { readonly job: JobSummary }) {
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
