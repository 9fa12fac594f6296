import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { ListView, type RowProps } from "../../components/list-view/list-view.tsx";
import { Mark } from "../../components/mark.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { duration } from "../../format/duration.ts";
import { marks, resultLine, runMark, triggerWord } from "../../format/words.ts";
import type { RunList } from "../../state/run-list.ts";
import { useStore, useValue } from "../../state/store.ts";
import { useApp, useTimeText } from "../../workbench/app-context.tsx";
import { focusOpened } from "../../workbench/focus.ts";
import { currentGroup } from "../../workbench/layout.ts";
import { runFacts } from "./run-menus.ts";

const rowHeight = 24;

type RunsListProps = { readonly list: RunList; readonly filtered: boolean; readonly onClear: () => void };

export function RunsList({ list, filtered, onClear }: RunsListProps) {
  const { rows, phase, message } = useValue(list);
  if (rows.length > 0) return <RunsListBox list={list} rows={rows} />;
  if (phase === "failed") return <Failed what="the runs" message={message ?? ""} onRetry={list.more} />;
  if (phase === "loading") return <Loading what="the runs" />;
  return (
    <Blank icon="history" title={filtered ? "No run matches" : "Nothing has run yet"}>
      {filtered && (
        <button type="button" className="link" onClick={onClear}>
          Show all runs
        </button>
      )}
    </Blank>
  );
}

const keyOf = (run: RunSummary) => run.id;

function RunsListBox({ list, rows }: { readonly list: RunList; readonly rows: readonly RunSummary[] }) {
  const { layout, open } = useApp();
  const active = useStore(layout, (known) => currentGroup(known).active);
  return (
    <ListView
      label="Runs"
      rows={rows}
      keyOf={keyOf}
      rowHeight={rowHeight}
      Row={RunItem}
      selected={active?.startsWith("run:") ? active.slice("run:".length) : null}
      menu="run-row"
      menuFacts={runFacts}
      onEnd={list.more}
      onOpen={({ id }, { stay, toSide, focus }) => {
        open({ kind: "run", id }, { preview: !stay, toSide });
        if (focus) focusOpened(document);
      }}
    />
  );
}

function RunItem({ row: run }: RowProps<RunSummary>) {
  const times = useTimes();
  const when = useTimeText((now) => times.sinceShort(run.startedAt ?? run.createdAt, now));
  const mark = runMark(run);
  const result = resultLine(run);
  const progress =
    run.progress && run.progress.total > 0 ? Math.floor((run.progress.done / run.progress.total) * 100) : null;
  const took = run.durationMs !== null ? duration(run.durationMs) : progress !== null ? `${progress} %` : marks[mark];
  return (
    <div
      className="run-item"
      title={[`${times.full(run.startedAt ?? run.createdAt)}, ${triggerWord(run.trigger)}`, result]
        .filter(Boolean)
        .join("\n")}
    >
      <Mark mark={mark} decorative />
      <span className="run-item-title">{run.taskTitle}</span> <span className={`run-item-took is-${mark}`}>{took}</span>{" "}
      <span className="run-item-when">{when}</span>
      <span className="off-screen">, {marks[mark]}</span>
    </div>
  );
}
