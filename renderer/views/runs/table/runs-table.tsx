import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { Icon } from "../../../components/icon.tsx";
import { useClientWidth } from "../../../components/use-client-width.ts";
import { useStableScroll } from "../../../components/use-stable-scroll.ts";
import { VirtualRows, type VirtualRowsHandle } from "../../../components/virtual-rows.tsx";
import { counted } from "../../../format/number.ts";
import { useValue } from "../../../state/store.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { focusOpened } from "../../../workbench/focus.ts";
import { keptWidths, shownColumns, templateOf } from "./columns.ts";
import { RunRow } from "./run-row.tsx";
import { type Selection, selectAll, selectOne, selectRange, toggle } from "./selection.ts";
import { RunsHead } from "./table-head.tsx";
import { stepOf } from "./table-keys.ts";

const rowHeight = 24;
const headHeight = 26;

type RunsTableProps = {
  readonly rows: readonly RunSummary[];
  readonly done: boolean;
  readonly selection: Selection;
  readonly onSelect: (change: (known: Selection) => Selection) => void;
  readonly onEnd: () => void;
  /** Keys that do something with what is selected. True when the key did. */
  readonly onAct: (event: KeyboardEvent) => boolean;
};

/** Runs as a table: chosen by pointer or keys, opened by Enter. New ones come on top without moving what is read. */
export function RunsTable({ rows, done, selection, onSelect, onEnd, onAct }: RunsTableProps) {
  const { open, kept } = useApp();
  const widths = kept.get("runs/columns", keptWidths);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const known = useValue(widths);
  const room = useClientWidth(scroller);
  const shown = useMemo(() => shownColumns(known, room), [known, room]);
  const list = useRef<VirtualRowsHandle>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  const places = useMemo(() => new Map(order.map((id, index) => [id, index])), [order]);
  const keyOf = useCallback((index: number) => order[index] ?? index, [order]);
  const indexOf = useCallback((id: string) => places.get(id) ?? -1, [places]);
  useStableScroll({ scroller, firstKey: order[0], indexOf, rowHeight, offset: 0 });
  const fresh = useFresh(scroller, order[0], indexOf);
  const current = places.get(wanted ?? "") ?? 0;

  const goTo = (index: number) => {
    setWanted(order[index] ?? null);
    list.current?.scrollTo(index);
    requestAnimationFrame(() => scroller?.querySelector<HTMLElement>('.runs-row[tabindex="0"]')?.focus());
  };
  const show = useCallback((run: RunSummary) => open({ kind: "run", id: run.id }, { preview: true }), [open]);
  const pick = useCallback(
    (run: RunSummary, event: MouseEvent) => {
      const many = event.ctrlKey || event.metaKey;
      setWanted(run.id);
      onSelect((known) =>
        event.shiftKey ? selectRange(known, run.id, order) : many ? toggle(known, run.id) : selectOne(run.id),
      );
      if (event.altKey) open({ kind: "run", id: run.id }, { toSide: true });
    },
    [open, onSelect, order],
  );
  const choose = useCallback(
    (run: RunSummary) => {
      setWanted(run.id);
      // What the menu is about is seen to be selected.
      onSelect((known) => (known.ids.has(run.id) ? known : selectOne(run.id)));
    },
    [onSelect],
  );
  const move = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const page = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const next = stepOf(event.key, { index: current, count: rows.length, page });
    const id = next === undefined ? undefined : order[next];
    if (next === undefined || id === undefined) return false;
    if (event.shiftKey)
      onSelect((known) => selectRange({ ...known, anchor: known.anchor ?? order[current] ?? id }, id, order));
    goTo(next);
    return true;
  };
  const act = (event: KeyboardEvent): boolean => {
    const run = rows[current];
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && event.key.toLowerCase() === "a") onSelect((known) => selectAll(known, order));
    else if (event.key === " " && run) onSelect((known) => toggle(known, run.id));
    else if (event.key === "Enter" && run) {
      open({ kind: "run", id: run.id }, { preview: true, toSide: ctrl });
      if (!ctrl) focusOpened(document);
    } else return onAct(event);
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !(move(event) || act(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="runs-table-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual list has no table of all its rows */}
      <div
        className="runs-table"
        role="grid"
        aria-label="Runs"
        aria-multiselectable="true"
        aria-rowcount={done ? rows.length + 1 : -1}
        ref={setScroller}
        style={{ "--runs-columns": templateOf(known, shown) } as React.CSSProperties}
        onKeyDown={press}
      >
        <RunsHead widths={widths} shown={shown} />
        <VirtualRows
          ref={list}
          count={rows.length}
          rowHeight={rowHeight}
          scroller={scroller}
          offset={headHeight}
          covered={headHeight}
          pinned={current}
          keyOf={keyOf}
          onEnd={onEnd}
          render={(index) => {
            const run = rows[index];
            return (
              run && (
                <RunRow
                  run={run}
                  index={index}
                  shown={shown}
                  current={index === current}
                  selected={selection.ids.has(run.id)}
                  many={selection.ids.size > 1 && selection.ids.has(run.id)}
                  onPick={pick}
                  onOpen={show}
                  onMenu={choose}
                />
              )
            );
          }}
        />
      </div>
      {fresh > 0 && (
        <button type="button" className="runs-fresh" onClick={() => scroller?.scrollTo({ top: 0 })}>
          <Icon name="arrow-up" />
          {counted(fresh, "new run")}
        </button>
      )}
    </div>
  );
}

/** How many runs have come on top since the reader went down from there. */
function useFresh(scroller: HTMLElement | null, firstId: string | undefined, indexOf: (id: string) => number): number {
  const [seen, setSeen] = useState<string | null>(null);
  const top = useRef(firstId);
  top.current = firstId;
  useEffect(() => {
    if (!scroller) return;
    const watch = () =>
      setSeen((known) => (scroller.scrollTop <= rowHeight / 2 ? null : (known ?? top.current ?? null)));
    scroller.addEventListener("scroll", watch, { passive: true });
    return () => scroller.removeEventListener("scroll", watch);
  }, [scroller]);
  return seen === null ? 0 : Math.max(0, indexOf(seen));
}
