import { type KeyboardEvent, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { nextIndex } from "../../components/roving.ts";
import { useStore } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { focusPart } from "../../workbench/focus.ts";
import type { JobRow } from "./job-rows.ts";
import { JobTreeItem } from "./job-tree-item.tsx";

type JobsTreeProps = {
  readonly rows: readonly JobRow[];
  readonly onFold: (category: string, open: boolean) => void;
};

/** The list as a tree: one stop for the Tab key, arrows inside, Enter opens, Space peeks. */
export function JobsTree({ rows, onFold }: JobsTreeProps) {
  const { layout, open } = useApp();
  const tree = useRef<HTMLDivElement>(null);
  const active = useStore(layout, (known) => known.active);
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
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextIndex(event.key, { index, count: rows.length, orientation: "vertical" });
    if (next !== undefined) focusRow(rows[next]);
    else if (event.key === "ArrowLeft") foldOrUp(row, index);
    else if (event.key === "ArrowRight" && row.kind === "category" && !row.open) onFold(row.name, true);
    else if (event.key === "ArrowRight" && row.kind === "category") focusRow(rows[index + 1]);
    else if (event.key === "Enter" || event.key === " ") choose(row, event.key === "Enter");
    else return;
    event.preventDefault();
  };

  const foldOrUp = (row: JobRow, index: number) => {
    if (row.kind === "category") return onFold(row.name, false);
    return focusRow(rows.slice(0, index).findLast((each) => each.kind === "category"));
  };

  const choose = (row: JobRow, andGo: boolean) => {
    if (row.kind === "category") return onFold(row.name, !row.open);
    open({ kind: "job", id: row.job.taskId }, { preview: true });
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
