import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { Mark } from "../../components/mark.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { nextIndex } from "../../components/roving.ts";
import { useTimes } from "../../components/time-text.tsx";
import { useStableScroll } from "../../components/use-stable-scroll.ts";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import { duration } from "../../format/duration.ts";
import { marks, resultLine, runMark, triggerWord } from "../../format/words.ts";
import type { RunList } from "../../state/run-list.ts";
import { useStore, useValue } from "../../state/store.ts";
import { useApp, useTimeText } from "../../workbench/app-context.tsx";
import { focusPart } from "../../workbench/focus.ts";
import { currentGroup } from "../../workbench/layout.ts";
import { contextMenu } from "../../workbench/menus/open-menu.ts";

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

function RunsListBox({ list, rows }: { readonly list: RunList; readonly rows: readonly RunSummary[] }) {
  const { layout, open } = useApp();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const handle = useRef<VirtualRowsHandle>(null);
  const active = useStore(layout, (known) => currentGroup(known).active);
  const [wanted, setWanted] = useState<string | null>(null);
  const places = useMemo(() => new Map(rows.map((run, index) => [run.id, index])), [rows]);
  const indexOf = useCallback((id: string) => places.get(id) ?? -1, [places]);
  useStableScroll({ scroller, firstKey: rows[0]?.id, indexOf, rowHeight, offset: 0 });
  const current = places.get(wanted ?? "") ?? places.get(active?.replace(/^run:/, "") ?? "") ?? 0;

  const press = (event: KeyboardEvent) => {
    const toSide = (event.ctrlKey || event.metaKey) && event.key === "Enter";
    if (!toSide && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const next = nextIndex(event.key, { index: current, count: rows.length, orientation: "vertical" });
    const run = rows[next ?? current];
    if (!run) return;
    if (next !== undefined) {
      setWanted(run.id);
      handle.current?.scrollTo(next);
      requestAnimationFrame(() => scroller?.querySelector<HTMLElement>('[tabindex="0"][role="option"]')?.focus());
    } else if (event.key === "Enter" || event.key === " ") {
      open({ kind: "run", id: run.id }, { preview: true, toSide });
      if (event.key === "Enter") requestAnimationFrame(() => void focusPart(document, "editor"));
    } else return;
    event.preventDefault();
  };

  return (
    <div className="side-bar-list" role="listbox" aria-label="Runs" tabIndex={-1} ref={setScroller} onKeyDown={press}>
      <VirtualRows
        ref={handle}
        count={rows.length}
        rowHeight={rowHeight}
        scroller={scroller}
        keyOf={(index) => rows[index]?.id ?? index}
        onEnd={list.more}
        render={(index) => {
          const run = rows[index];
          return (
            run && (
              <RunItem
                run={run}
                place={index + 1}
                current={index === current}
                selected={active === `run:${run.id}`}
                onFocus={setWanted}
              />
            )
          );
        }}
      />
    </div>
  );
}

type RunItemProps = {
  readonly run: RunSummary;
  readonly place: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly onFocus: (runId: string) => void;
};

const RunItem = memo(function RunItem({ run, place, current, selected, onFocus }: RunItemProps) {
  const { open } = useApp();
  const times = useTimes();
  const when = useTimeText((now) => times.sinceShort(run.startedAt ?? run.createdAt, now));
  const mark = runMark(run);
  const result = resultLine(run);
  const progress =
    run.progress && run.progress.total > 0 ? Math.floor((run.progress.done / run.progress.total) * 100) : null;
  const took = run.durationMs !== null ? duration(run.durationMs) : progress !== null ? `${progress} %` : marks[mark];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys of all its rows
    <div
      className={selected ? "run-item is-selected" : "run-item"}
      role="option"
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={-1}
      aria-label={`${run.taskTitle} ${took} ${when}, ${marks[mark]}`}
      tabIndex={current ? 0 : -1}
      data-first-stop={current}
      {...contextMenu("run-row", run.id)}
      title={[`${times.full(run.startedAt ?? run.createdAt)}, ${triggerWord(run.trigger)}`, result]
        .filter(Boolean)
        .join("\n")}
      onFocus={() => onFocus(run.id)}
      onClick={({ altKey }) => open({ kind: "run", id: run.id }, { preview: true, toSide: altKey })}
      onDoubleClick={() => open({ kind: "run", id: run.id })}
    >
      <Mark mark={mark} decorative />
      <span className="run-item-title">{run.taskTitle}</span> <span className={`run-item-took is-${mark}`}>{took}</span>{" "}
      <span className="run-item-when">{when}</span>
    </div>
  );
});
