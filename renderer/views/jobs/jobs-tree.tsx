import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { nextIndex } from "../../components/roving.ts";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import { useStore } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { focusOpened } from "../../workbench/focus.ts";
import { currentGroup } from "../../workbench/layout.ts";
import type { JobRow } from "./job-rows.ts";
import { JobTreeItem } from "./job-tree-item.tsx";

type CategoryRow = Extract<JobRow, { readonly kind: "category" }>;

type JobsTreeProps = {
  readonly rows: readonly JobRow[];
  /** What the list scrolls in; null for the moment before it is there. */
  readonly scroller: HTMLElement | null;
  readonly onFold: (category: string, open: boolean) => void;
};

/** Pixels. A category after another has a line above it. */
const heights = { job: 24, category: 23, first: 22 } as const;

/**
 * The list as a tree: one stop for the Tab key, arrows inside, Enter opens, Ctrl+Enter to the side, Space peeks. However
 * many jobs there are, only those in sight are drawn.
 */
export function JobsTree({ rows, scroller, onFold }: JobsTreeProps) {
  const { layout, open } = useApp();
  const tree = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const active = useStore(layout, (known) => currentGroup(known).active);
  const [wanted, setWanted] = useState<string | null>(null);
  const places = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const current = places.get(wanted ?? "") ?? places.get(active ?? "") ?? 0;
  const shown = places.get(active ?? "");
  // What the editor shows is to be seen in the list, too; but a list that grows moves nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another editor is the reason
  useEffect(() => {
    if (shown !== undefined) list.current?.scrollTo(shown);
  }, [active]);

  const focusRow = (row: JobRow | undefined) => {
    if (!row) return;
    setWanted(row.key);
    list.current?.scrollTo(places.get(row.key) ?? 0);
    requestAnimationFrame(() =>
      tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)?.focus(),
    );
  };

  const press = (event: KeyboardEvent) => {
    const key = (event.target as HTMLElement).dataset.row;
    const index = rows.findIndex((each) => each.key === key);
    const row = rows[index];
    if (!row || event.altKey) return;
    const toSide = event.ctrlKey || event.metaKey;
    const next = toSide ? undefined : nextIndex(event.key, { index, count: rows.length, orientation: "vertical" });
    if (next !== undefined) focusRow(rows[next]);
    else if (event.key === "Enter" || (event.key === " " && !toSide))
      choose(row, { andGo: event.key === "Enter", toSide });
    else if (event.key === "ArrowLeft" && !toSide) foldOrUp(row, index);
    else if (event.key === "ArrowRight" && !toSide && row.kind === "category") unfoldOrDown(row, index);
    else return;
    event.preventDefault();
  };

  const unfoldOrDown = (row: CategoryRow, index: number) =>
    row.open ? focusRow(rows[index + 1]) : onFold(row.name, true);

  const foldOrUp = (row: JobRow, index: number) => {
    if (row.kind === "category") return onFold(row.name, false);
    return focusRow(rows.slice(0, index).findLast((each) => each.kind === "category"));
  };

  const choose = (row: JobRow, { andGo, toSide }: { readonly andGo: boolean; readonly toSide: boolean }) => {
    if (row.kind === "category") return onFold(row.name, !row.open);
    open({ kind: "job", id: row.job.taskId }, { preview: true, toSide });
    if (andGo) focusOpened(document);
    return undefined;
  };

  return (
    <div className="jobs-tree" role="tree" aria-label="Jobs" ref={tree} onKeyDown={press}>
      <VirtualRows
        ref={list}
        count={rows.length}
        rowHeight={(index) => heightOf(rows[index], index)}
        scroller={scroller}
        pinned={current}
        keyOf={keyOf}
        render={(index) => {
          const row = rows[index];
          if (!row) return null;
          const place = { rowKey: row.key, current: index === current, onFocus: setWanted };
          return row.kind === "category" ? (
            <Category row={row} {...place} onFold={onFold} />
          ) : (
            <JobTreeItem job={row.job} {...place} place={row.place} of={row.of} selected={row.key === active} />
          );
        }}
      />
    </div>
  );
}

function heightOf(row: JobRow | undefined, index: number): number {
  if (row?.kind !== "category") return heights.job;
  return index === 0 ? heights.first : heights.category;
}

type CategoryProps = {
  readonly row: CategoryRow;
  readonly rowKey: string;
  readonly current: boolean;
  readonly onFocus: (rowKey: string) => void;
  readonly onFold: (category: string, open: boolean) => void;
};

function Category({ row, rowKey, current, onFocus, onFold }: CategoryProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys of all its rows
    <div
      className="tree-category"
      role="treeitem"
      aria-level={1}
      aria-posinset={row.place + 1}
      aria-setsize={row.of}
      aria-expanded={row.open}
      aria-selected={false}
      aria-label={`${row.name} ${row.count}`}
      data-row={rowKey}
      data-first-stop={current}
      tabIndex={current ? 0 : -1}
      onFocus={() => onFocus(rowKey)}
      onClick={() => onFold(row.name, !row.open)}
    >
      <Icon name={row.open ? "chevron-down" : "chevron-right"} />
      <span className="tree-category-name">{row.name}</span> <span className="tree-category-count">{row.count}</span>
    </div>
  );
}
