import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { Blank, Failed, Loading } from "../../../components/notes.tsx";
import { useTimes } from "../../../components/time-text.tsx";
import { counted, number } from "../../../format/number.ts";
import { createRunList, type RunListState } from "../../../state/run-list.ts";
import { soon } from "../../../state/soon.ts";
import { useValue } from "../../../state/store.ts";
import { useApp, useClient, useLive } from "../../../workbench/app-context.tsx";
import { useKeptState } from "../../../workbench/kept-state.ts";
import type { BulkKind } from "./bulk.ts";
import { chosenRuns } from "./chosen.ts";
import { FilterBar } from "./filter-bar.tsx";
import { parseQuery } from "./filter-language.ts";
import { namedJobs } from "./named-jobs.ts";
import { resolveQuery } from "./resolve-query.ts";
import { RunsActions } from "./runs-actions.tsx";
import { RunsTable } from "./runs-table.tsx";
import { keepThere, noSelection, type Selection } from "./selection.ts";
import { copyRuns } from "./selection-commands.ts";
import "./runs-table.css";

/** All runs of all jobs, to be filtered, chosen and acted on. */
export function RunsEditor() {
  const app = useApp();
  const [text, setText] = useKeptState("runs:/filter", "");
  const [selection, setSelection] = useKeptState<Selection>("runs:/selection", noSelection);
  const { list, key, problems, typed } = useFiltered(text);
  const state = useValue(list);
  const { rows } = state;
  const shown = useAnswered(key, state);
  const tags = useMemo(() => [...new Set(rows.flatMap((run) => run.tags))].sort(), [rows]);
  const there = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  // A row that has left the list can be neither seen nor acted on.
  useEffect(() => setSelection((known) => keepThere(known, (id) => there.has(id))), [there, setSelection]);
  const chosen = useMemo(() => rows.filter(({ id }) => selection.ids.has(id)), [rows, selection]);

  const selected = chosenRuns(app);
  useEffect(() => {
    selected.set(chosen);
    return () => selected.set([]);
  }, [selected, chosen]);

  const act = (kind: BulkKind) =>
    app.commands.execute(kind === "cancel" ? "runs.cancelSelected" : "runs.retrySelected");
  const copy = (format: "csv" | "json") => void copyRuns(app, chosen.length > 0 ? chosen : rows, format);
  const onAct = (event: KeyboardEvent): boolean => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === "Delete") act("cancel");
    else if (ctrl && event.key.toLowerCase() === "c") copy("csv");
    else if (event.key === "Escape" && selection.ids.size > 0) setSelection(() => noSelection);
    else return false;
    return true;
  };
  const toRows = () => document.querySelector<HTMLElement>('.runs-row[tabindex="0"]')?.focus();

  return (
    <div className="runs-editor" data-filter={typed} data-answered={isAnswered(state)}>
      <FilterBar text={text} onText={(next) => setText(() => next)} problems={problems} tags={tags} onLeave={toRows} />
      <RunsActions count={rows.length} chosen={chosen} onAct={act} onCopy={copy}>
        <CountLine state={state} chosen={chosen.length} />
      </RunsActions>
      {shown.rows.length > 0 ? (
        <RunsTable
          key={shown.filter}
          rows={shown.rows}
          done={state.done}
          selection={selection}
          onSelect={setSelection}
          onEnd={list.more}
          onAct={onAct}
        />
      ) : (
        <Nothing state={state} filtered={text.trim() !== ""} onRetry={list.more} onClear={() => setText(() => "")} />
      )}
    </div>
  );
}

/** The list of what is typed. It is kept while the tab is open; another filter takes its place. */
function useFiltered(text: string) {
  const { kept, session, ticker } = useApp();
  const client = useClient();
  const jobs = useLive(namedJobs);
  const zone = useLive((live) => live.engine.zone);
  // Each letter is seen at once; the list may come a moment later.
  const typed = useDeferredValue(text);
  const names = jobs.map(({ taskId, title }) => `${taskId}\n${title}`).join("\n\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the jobs only their names matter
  const resolved = useMemo(() => {
    const { query, problems } = parseQuery(typed);
    const found = resolveQuery(query, { jobs, zone, now: ticker.get() });
    return { filter: found.filter, problems: [...problems, ...found.problems] };
  }, [typed, names, zone]);
  const key = `runs:/list/${JSON.stringify(resolved.filter)}`;
  const list = kept.get(key, () =>
    createRunList({ client, filter: resolved.filter, onRun: session.onRun, later: soon }),
  );
  useEffect(() => {
    for (const other of kept.keys()) if (other.startsWith("runs:/list/") && other !== key) kept.drop(other);
  }, [kept, key]);
  return { list, key, problems: resolved.problems, typed };
}

/** What was found before, until there is a first answer to what is typed now: a table that is gone at each letter flickers. */
function useAnswered(filter: string, state: RunListState): Answered {
  const answered = useRef<Answered>({ filter, rows: [] });
  if (isAnswered(state)) answered.current = { filter, rows: state.rows };
  return answered.current;
}

type Answered = { readonly filter: string; readonly rows: RunListState["rows"] };

function CountLine({ state, chosen }: { readonly state: RunListState; readonly chosen: number }) {
  const times = useTimes();
  const { rows, done, searchedTo } = state;
  const loaded = done ? counted(rows.length, "run") : `${number(rows.length)} newest loaded`;
  const search = searchedTo === null ? "" : ` · searched back to ${times.date(searchedTo, Date.now())}…`;
  const many = chosen === 0 ? "" : ` · ${number(chosen)} selected`;
  return (
    <span className="runs-count" role="status">
      {loaded}
      {many}
      {search}
    </span>
  );
}

/** Rows are there, or it is known that the newest do not fit. */
function isAnswered({ rows, phase, searchedTo }: RunListState): boolean {
  return rows.length > 0 || phase !== "loading" || searchedTo !== null;
}

type NothingProps = {
  readonly state: RunListState;
  readonly filtered: boolean;
  readonly onRetry: () => void;
  readonly onClear: () => void;
};

function Nothing({ state, filtered, onRetry, onClear }: NothingProps) {
  if (state.phase === "failed") return <Failed what="the runs" message={state.message ?? ""} onRetry={onRetry} />;
  if (state.phase === "loading") return <Loading what="the runs" />;
  if (!filtered)
    return (
      <Blank icon="history" title="Nothing has run yet">
        <p className="blank-text">Runs of all jobs are listed here, as they come.</p>
      </Blank>
    );
  return (
    <Blank icon="filter" title="No run matches">
      <button type="button" className="link" onClick={onClear}>
        Show all runs
      </button>
    </Blank>
  );
}
