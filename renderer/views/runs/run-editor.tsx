import { useCallback, useEffect, useMemo, useState } from "react";
import { lineIdOf, lineOf } from "../../../jobs/model/lines.ts";
import type { RunDetail, RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { EditorPage } from "../../components/editor-page.tsx";
import { Failed, Loading } from "../../components/notes.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { RunWith } from "../../forms/run-with.tsx";
import { useResource } from "../../state/resource.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { labelEditor } from "../../workbench/layout.ts";
import { RunActions } from "./run-actions.tsx";
import { RunCards } from "./run-cards.tsx";
import { RunHead } from "./run-head.tsx";
import { runWithOpen } from "./run-with-open.ts";
import "./runs.css";

/** One run: what it was, how long against its usual, what came out, what went wrong. Its log is in the panel. */
export function RunEditor({ id }: { readonly id: string }) {
  const { run, phase, message, reload } = useRun(id);
  const app = useApp();
  const { layout } = app;
  const withOpen = runWithOpen(app, id);
  const runningWith = useValue(withOpen);
  const label = run?.taskTitle;
  useEffect(() => {
    if (label !== undefined) layout.update((known) => labelEditor(known, `run:${id}`, label));
  }, [layout, id, label]);
  const script = useLive((live) => run && lineOf(live, lineIdOf(live, run))?.script?.scheduleId) ?? undefined;
  if (!run && phase === "failed") return <Failed what="this run" message={message ?? ""} onRetry={reload} />;
  if (!run) return <Loading what="this run" />;
  const ended = isFinal(run.status);
  const close = () => withOpen.set(false);
  return (
    <EditorPage editorKey={`run:${id}`} className="run-editor">
      <header className="page-head">
        <RunHead run={run} />
        <RunActions run={run} runningWith={runningWith} onRunWith={() => withOpen.update((known) => !known)} />
      </header>
      {ended && runningWith && (
        <RunWith
          taskId={run.taskId}
          scheduleId={script}
          title={run.taskTitle}
          editorKey={`run:${id}`}
          payload={run.payload}
          onClose={close}
        />
      )}
      {run.status === "active" && <ProgressBar progress={run.progress} />}
      <RunCards run={run} />
    </EditorPage>
  );
}

/**
 * A run as it is now: read once, then changed by every event. What an event does not carry (tries, output) is read again
 * when the state or the number of tries has changed.
 */
function useRun(runId: string) {
  const client = useClient();
  const { session } = useApp();
  const load = useCallback((signal: AbortSignal) => client.runs.get({ runId }, { signal }), [client, runId]);
  const { data, phase, message, reload } = useResource(load);
  const [latest, setLatest] = useState<RunSummary | null>(null);
  const fullId = data?.id ?? runId;

  useEffect(() => session.onRun((run) => run.id === fullId && setLatest(run)), [session, fullId]);

  const turn = latest && `${latest.status} ${latest.attempts}`;
  const known = data && `${data.status} ${data.attempts}`;
  useEffect(() => {
    if (turn !== null && known !== null && turn !== known) reload();
  }, [turn, known, reload]);

  const run = useMemo(() => (data ? withSummary(data, latest) : null), [data, latest]);
  return { run, phase, message, reload };
}

/** The event's values over those that were read, as long as it is not the older of the two. */
function withSummary(detail: RunDetail, latest: RunSummary | null): RunDetail {
  if (!latest || latest.attempts < detail.attempts || (isFinal(detail.status) && !isFinal(latest.status)))
    return detail;
  return { ...detail, ...latest, error: latest.error?.message === detail.error?.message ? detail.error : latest.error };
}
