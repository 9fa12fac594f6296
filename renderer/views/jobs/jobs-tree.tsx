import { type KeyboardEvent, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { nextIndex } from "../../components/roving.ts";
import { useStore } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { focusPart } from "../../workbench/focus.ts";
import { currentGroup } from "../../workbench/layout.ts";
import type { JobRow } from "./job-rows.ts";
import { JobTreeItem } from "./job-tree-item.tsx";

type CategoryRow = Extract<JobRow, { readonly kind: "category" }>;

type JobsTreeProps = {
  readonly rows: readonly JobRow[];
  readonly onFold: (category: string, open: boolean) => void;
};

/** The list as a tree: one stop for the Tab key, arrows inside, Enter opens, Ctrl+Enter to the side, Space peeks. */
export function JobsTree({ rows, onFold }: JobsTreeProps) {
  const { layout, open } = useApp();
  const tree = useRef<HTMLDivElement>(null);
  const active = useStore(layout, (known) => currentGroup(known).active);
  const [wanted, setWanted] = useState<string | null>(null);
  const current = rows.find((row) => row.key === wanted) ?? rows.find((row) => row.key === active) ?? rows[0];

  const focusRow = (row: JobRow | undefined) => {
    if (!row) return;
    setWanted(row.key);
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)?.focus();
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
    if (andGo) requestAnimationFrame(() => void focusPart(document, "editor"));
    return undefined;
  };

  return (
    <div className="jobs-tree" role="tree" aria-label="Jobs" ref={tree} onKeyDown={press}>
      {rows.map((row) =>
        row.kind === "category" ? (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys of all its rows
          <div
            key={row.key}
            className="tree-category"
            role="treeitem"
            aria-level={1}
            aria-expanded={row.open}
            aria-selected={false}
            aria-label={`${row.name} ${row.count}`}
            data-row={row.key}
            data-first-stop={row === current}
            tabIndex={row === current ? 0 : -1}
            onFocus={() => setWanted(row.key)}
            onClick={() => onFold(row.name, !row.open)}
          >
            <Icon name={row.open ? "chevron-down" : "chevron-right"} />
            <span className="tree-category-name">{row.name}</span>{" "}
            <span className="tree-category-count">{row.count}</span>
          </div>
        ) : (
          <JobTreeItem
            key={row.key}
            job={row.job}
            rowKey={row.key}
            current={row === current}
            selected={row.key === active}
            onFocus={setWanted}
          />
        ),
      )}
    </div>
  );
}
