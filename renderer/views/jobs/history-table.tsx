import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import { usePageScroller } from "../../components/editor-page.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { nextIndex } from "../../components/roving.ts";
import { useStableScroll } from "../../components/use-stable-scroll.ts";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import { counted } from "../../format/number.ts";
import { createHistory, type JobHistory } from "../../state/history.ts";
import type { HistoryRow } from "../../state/history-rows.ts";
import { ofSchedule } from "../../state/script-history.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { HistoryRowView } from "./history-row.tsx";

const rowHeight = 27;
const headHeight = 30;

/** Every run of the job and every due time that led to none, with why. */
export function HistoryTable({ job }: { readonly job: Line }) {
  const { kept, session } = useApp();
  const client = useClient();
  const history = kept.get(`job:${job.taskId}/history`, () => {
    const { script } = job;
    const source = script ? ofSchedule(client, script.scheduleId, session.onRun) : { client, onRun: session.onRun };
    return createHistory({ ...source, taskId: script?.taskId ?? job.taskId });
  });
  const { rows, phase, message, done } = useValue(history);

  // A due time that was decided comes with a change of the job: of its next time, or of its last run.
  const decided = `${job.nextAt} ${job.last?.id} ${job.queued} ${job.active.length}`;
  const seen = useRef(decided);
  useEffect(() => {
    if (seen.current === decided) return;
    seen.current = decided;
    history.refresh();
  }, [history, decided]);

  return (
    <section className="history" aria-label="History">
      <h3 className="section-title">
        History{" "}
        {done && rows.length > 0 && (
          <span className="section-note">· {counted(rows.length, "entry").replace("entrys", "entries")}</span>
        )}
      </h3>
      {phase === "failed" && <Failed what="the history" message={message ?? ""} onRetry={history.more} />}
      {phase === "loading" && <Loading what="the history" />}
      {phase === "ready" && rows.length === 0 && (
        <Blank icon="history" title="Nothing has happened yet">
          <p className="blank-text">Runs of this job and due times that were missed or skipped are listed here.</p>
        </Blank>
      )}
      {rows.length > 0 && <HistoryGrid rows={rows} history={history} total={done ? rows.length : -1} />}
    </section>
  );
}

type HistoryGridProps = {
  readonly rows: readonly HistoryRow[];
  readonly history: JobHistory;
  /** -1 while there are more. */
  readonly total: number;
};

function HistoryGrid({ rows, history, total }: HistoryGridProps) {
  const { open } = useApp();
  const scroller = usePageScroller();
  const grid = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const offset = useOffset(grid, scroller);
  const [current, setCurrent] = useState<string | null>(null);
  const places = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows]);
  const currentIndex = places.get(current ?? "") ?? 0;
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const indexOf = useCallback((key: string) => places.get(key) ?? -1, [places]);
  useStableScroll({ scroller, firstKey: rows[0]?.key, indexOf, rowHeight, offset });

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextIndex(event.key, { index: currentIndex, count: rows.length, orientation: "vertical" });
    const row = rows[next ?? currentIndex];
    if (!row) return;
    if (next !== undefined) {
      setCurrent(row.key);
      list.current?.scrollTo(next);
      requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('.history-row[tabindex="0"]')?.focus());
    } else if (event.key === "Enter" && row.kind === "run") open({ kind: "run", id: row.run.id }, { preview: true });
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list has no table of all its rows
    <div className="history-grid" role="grid" aria-label="History" aria-rowcount={total} ref={grid} onKeyDown={press}>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head is not a stop */}
      <div className="history-head" role="row">
        {["State", "When", "Why", "Took", "Result", "Tries"].map((name) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head is not a stop
          <span key={name} className={`history-${name.toLowerCase()}`} role="columnheader">
            {name === "State" ? <span className="off-screen">State</span> : name}
          </span>
        ))}
      </div>
      <VirtualRows
        ref={list}
        count={rows.length}
        rowHeight={rowHeight}
        scroller={scroller}
        offset={offset}
        covered={headHeight}
        pinned={currentIndex}
        keyOf={keyOf}
        onEnd={history.more}
        render={(index) => {
          const row = rows[index];
          return (
            row && <HistoryRowView row={row} index={index} current={index === currentIndex} onFocus={setCurrent} />
          );
        }}
      />
    </div>
  );
}

/** Where the rows begin in the page: it changes whenever something above them grows. */
function useOffset(grid: React.RefObject<HTMLElement | null>, scroller: HTMLElement | null): number {
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    const element = grid.current;
    if (!element || !scroller?.firstElementChild) return;
    const measure = () => {
      const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      setOffset(Math.round(top) + headHeight);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.firstElementChild);
    measure();
    return () => observer.disconnect();
  }, [grid, scroller]);
  return offset;
}
