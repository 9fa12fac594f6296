import { Fragment, type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import { placeOf } from "../../../jobs/model/jsonc.ts";
import { Action } from "../../components/action.tsx";
import { FilterBox } from "../../components/filter-box.tsx";
import { Icon } from "../../components/icon.tsx";
import { Blank } from "../../components/notes.tsx";
import { nextIndex } from "../../components/roving.ts";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import { useValue } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { contextMenu } from "../../workbench/menus/open-menu.ts";
import { recordingOf, searchOf } from "./keybinding-commands.ts";
import { RecordDialog } from "./record-dialog.tsx";
import { fittingRows, type ShortcutRow, shortcutRows } from "./shortcut-rows.ts";
import "./keybindings.css";

const rowHeight = 24;

/** Every command with its keys: searched, changed by pressing others, taken away, reset. */
export function KeybindingsEditor() {
  const app = useApp();
  const { commands } = app;
  const bindings = useValue(commands.bindings);
  const search = searchOf(app);
  const query = useValue(search);
  const recording = useValue(recordingOf(app));
  const rows = useMemo(() => shortcutRows({ ...commands, bindings }), [commands, bindings]);
  const shown = useMemo(() => fittingRows(rows, query), [rows, query]);
  return (
    <div className="keybindings">
      <div className="keybindings-head">
        <h2 className="off-screen">Keyboard shortcuts</h2>
        <FilterBox label="Search commands and keys" icon="search" value={query} onChange={search.set} />
        <Action command="keybindings.openFile" />
      </div>
      <FileNote />
      {shown.length === 0 ? (
        <Blank icon="keyboard" title="No command matches">
          <p className="blank-text">Keys in quotes have to be the very keys: "Ctrl+K Ctrl+S".</p>
        </Blank>
      ) : (
        <ShortcutGrid rows={shown} />
      )}
      {recording && <RecordDialog recording={recording} />}
    </div>
  );
}

/** What is wrong with the file, which also says why something here cannot be changed. */
function FileNote() {
  const { usersKeys, commands } = useApp();
  const { file, problems, broken, message } = useValue(usersKeys.state);
  const [first] = problems;
  if (message === null && first === undefined) return null;
  const where = file && first ? `line ${placeOf(file.text, first.offset).line}: ${first.message}` : "";
  const effect = broken ? " Until it is mended, your keys from before are used." : " Only this entry is left out.";
  return (
    <div className="note is-error keybindings-note" role="status">
      <Icon name="error" />
      <p className="note-text">{message ?? `keybindings.json, ${where}${effect}`}</p>
      <button type="button" className="button is-secondary" onClick={() => commands.execute("keybindings.openFile")}>
        Open the file
      </button>
    </div>
  );
}

function ShortcutGrid({ rows }: { readonly rows: readonly ShortcutRow[] }) {
  const { commands } = useApp();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const index = Math.max(
    0,
    rows.findIndex(({ key }) => key === wanted),
  );

  const keyOf = useCallback((place: number) => rows[place]?.key ?? place, [rows]);

  const press = (event: KeyboardEvent) => {
    const row = rows[index];
    if (event.ctrlKey || event.metaKey || event.altKey || !row) return;
    const next = nextIndex(event.key, { index, count: rows.length, orientation: "vertical" });
    if (next !== undefined) {
      setWanted(rows[next]?.key ?? null);
      list.current?.scrollTo(next);
      requestAnimationFrame(() => scroller?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus());
    } else if (event.key === "Enter") commands.execute("keybindings.change", row.key);
    else if (event.key === "Delete") commands.execute("keybindings.remove", row.key);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: only the rows in sight are drawn, which a table cannot do
    <div
      className="keybindings-grid"
      role="grid"
      aria-label="Keyboard shortcuts"
      aria-rowcount={rows.length + 1}
      tabIndex={-1}
      onKeyDown={press}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head of the grid is not a stop */}
      <div className="shortcut-row is-head" role="row" aria-rowindex={1}>
        {["Command", "Keys", "When", "Source"].map((name) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head of the grid is not a stop
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
      <div className="keybindings-rows" role="presentation" ref={setScroller}>
        <VirtualRows
          ref={list}
          count={rows.length}
          rowHeight={rowHeight}
          scroller={scroller}
          keyOf={keyOf}
          render={(place) => {
            const row = rows[place];
            return row && <Row row={row} place={place} current={place === index} onFocus={setWanted} />;
          }}
        />
      </div>
    </div>
  );
}

type RowProps = {
  readonly row: ShortcutRow;
  readonly place: number;
  readonly current: boolean;
  readonly onFocus: (key: string) => void;
};

const Row = memo(function Row({ row, place, current, onFocus }: RowProps) {
  const { commands } = useApp();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of a virtual grid, which handles the keys
    <div
      className={current ? "shortcut-row is-current" : "shortcut-row"}
      role="row"
      aria-rowindex={place + 2}
      tabIndex={current ? 0 : -1}
      data-first-stop={current}
      {...contextMenu("keybinding", row.key)}
      onFocus={() => onFocus(row.key)}
      onDoubleClick={() => commands.execute("keybindings.change", row.key)}
    >
      <Cell title={row.command}>{row.subject === "" ? row.title : `${row.title}: ${row.subject}`}</Cell>
      <Cell>
        {row.keys.split(" ").map((stroke, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two keys may be the same, and have no other name than their place
          <Fragment key={index}>
            {index > 0 && " "}
            {stroke !== "" && <kbd>{stroke}</kbd>}
          </Fragment>
        ))}
      </Cell>
      <Cell title={row.when}>{row.when}</Cell>
      <Cell>{row.source}</Cell>
    </div>
  );
});

function Cell({ title, children }: { readonly title?: string; readonly children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row is the stop, not each cell
    <span role="gridcell" title={title}>
      {children}
    </span>
  );
}
