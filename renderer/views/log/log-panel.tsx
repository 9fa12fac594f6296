import { type ReactNode, useEffect, useState } from "react";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { createRunLog, type RunLog } from "../../state/run-log.ts";
import { createStore, useStore, useValue } from "../../state/store.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { currentEditor } from "../../workbench/layout.ts";
import { useNothingToFind } from "./log-find.ts";
import { LogView } from "./log-view.tsx";
import "./ansi.css";
import "./log.css";

const noRuns = createStore<readonly { readonly id: string }[]>([]);

/** The log of what the editor shows: of a run, of the last run of a job, or of the one that is selected in a table. */
export function LogPanel() {
  const app = useApp();
  const layout = useValue(app.layout);
  const editor = currentEditor(layout);
  const kind = editor && app.editorKind(editor.kind);
  const selected = useValue(kind?.selectedRuns?.(app) ?? noRuns);
  const only = selected.length === 1 ? (selected[0]?.id ?? null) : null;
  const runId = useLive((live) => (editor && kind?.logRun?.(editor.id, live)) ?? only);
  const log = useRunLog(runId);
  if (runId === null)
    return (
      <NothingToFind>
        <Blank icon="output" title="No log to show">
          <p className="blank-text">Select a run, or a job that has run.</p>
        </Blank>
      </NothingToFind>
    );
  return log && <LogOf key={runId} runId={runId} log={log} />;
}

function LogOf({ runId, log }: { readonly runId: string; readonly log: RunLog }) {
  const { commands, saveLog } = useApp();
  const phase = useStore(log, (state) => state.phase);
  const message = useStore(log, (state) => state.message);
  const empty = useStore(log, (state) => state.rows.length === 0);
  if (phase === "failed" && empty)
    return (
      <NothingToFind>
        <Failed what="the log" message={message ?? ""} onRetry={log.retry} />
      </NothingToFind>
    );
  if (phase === "loading" && empty) return <Loading what="the log" />;
  if (empty)
    return (
      <NothingToFind>
        <Blank icon="output" title={phase === "ended" ? "This run wrote no log" : "Nothing in the log yet"}>
          {phase === "following" && <p className="blank-text">Lines appear here as the run writes them.</p>}
        </Blank>
      </NothingToFind>
    );
  const onSave = saveLog ? () => commands.execute("log.save", runId) : null;
  return <LogView id={runId} log={log} onSave={onSave} />;
}

function NothingToFind({ children }: { readonly children: ReactNode }) {
  useNothingToFind();
  return children;
}

function useRunLog(runId: string | null): RunLog | null {
  const client = useClient();
  const [log, setLog] = useState<RunLog | null>(null);
  useEffect(() => {
    if (runId === null) return setLog(null);
    const made = createRunLog({ client, runId, nextFrame: (callback) => void requestAnimationFrame(callback) });
    setLog(made);
    return made.stop;
  }, [client, runId]);
  return log;
}
