import { type ComponentType, type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import { contextMenu } from "../../workbench/menus/open-menu.ts";
import { nextIndex } from "../roving.ts";
import { useStableScroll } from "../use-stable-scroll.ts";
import { VirtualRows, type VirtualRowsHandle } from "../virtual-rows.tsx";
import "./list-view.css";

/** How the user wants a row opened. */
export type OpenHow = {
  /** In a tab of its own that stays. */
  readonly stay: boolean;
  readonly toSide: boolean;
  /** By Enter: the focus is to go along. */
  readonly focus: boolean;
};

export type RowProps<Row> = { readonly row: Row; readonly selected: boolean };

type ListViewProps<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Pixels; every row has the same. */
  readonly rowHeight: number;
  /** Draws the inside of a row; must be the same component at every drawing. */
  readonly Row: ComponentType<RowProps<Row>>;
  /** Key of the row whose subject is shown elsewhere; null for none. */
  readonly selected: string | null;
  readonly onOpen: (row: Row, how: OpenHow) => void;
  /** A move by keys opens what it comes to, as in a mail program. Default: false. */
  readonly followsFocus?: boolean;
  /** The last rows are in sight. */
  readonly onEnd?: () => void;
  /** Context menu of the rows; its subject is the row's key. */
  readonly menu?: string;
  /** What holds of a row, for the conditions of its menu, as `contextMenu` takes it. */
  readonly menuFacts?: (row: Row) => string;
  readonly className?: string;
};

/**
 * A list of any length: only what is in sight is drawn, one row can be reached by Tab and the arrows lead to the others,
 * and what is read stays in its place when newer rows come in above.
 */
export function ListView<Row>(props: ListViewProps<Row>) {
  const {
    label,
    rows,
    keyOf,
    rowHeight,
    Row,
    selected,
    onOpen,
    followsFocus = false,
    onEnd,
    menu,
    menuFacts,
    className,
  } = props;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const handle = useRef<VirtualRowsHandle>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const places = useMemo(() => new Map(rows.map((row, index) => [keyOf(row), index])), [rows, keyOf]);
  const keyAt = useCallback((index: number) => keyIn(rows, index, keyOf), [rows, keyOf]);
  const indexOf = useCallback((key: string) => places.get(key) ?? -1, [places]);
  const first = rows[0];
  useStableScroll({ scroller, firstKey: first && keyOf(first), indexOf, rowHeight, offset: 0 });
  const current = places.get(wanted ?? "") ?? places.get(selected ?? "") ?? 0;
  const latest = useRef({ rows, onOpen });
  latest.current = { rows, onOpen };
  const open = useCallback((index: number, how: OpenHow) => {
    const row = latest.current.rows[index];
    if (row !== undefined) latest.current.onOpen(row, how);
  }, []);

  const press = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey || (ctrl && event.key !== "Enter")) return;
    const next = stepOf(event, { index: current, count: rows.length, page: pageRows(scroller, rowHeight) });
    const row = rows[next ?? current];
    if (row === undefined) return;
    if (next !== undefined) {
      setWanted(keyOf(row));
      handle.current?.scrollTo(next);
      requestAnimationFrame(() => scroller?.querySelector<HTMLElement>('[tabindex="0"][role="option"]')?.focus());
      if (followsFocus) onOpen(row, { stay: false, toSide: false, focus: false });
    } else if (event.key === "Enter" || event.key === " ")
      onOpen(row, { stay: false, toSide: ctrl, focus: event.key === "Enter" });
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={className === undefined ? "list-view" : `list-view ${className}`}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      ref={setScroller}
      onKeyDown={press}
    >
      <VirtualRows
        ref={handle}
        count={rows.length}
        rowHeight={rowHeight}
        scroller={scroller}
        pinned={current}
        keyOf={keyAt}
        {...(onEnd ? { onEnd } : {})}
        render={(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = keyOf(row);
          return (
            <Option
              Row={Row as ComponentType<RowProps<unknown>>}
              row={row}
              rowKey={key}
              place={index}
              current={index === current}
              selected={key === selected}
              menu={menu}
              facts={menuFacts?.(row)}
              onFocus={setWanted}
              onOpen={open}
            />
          );
        }}
      />
    </div>
  );
}

type OptionProps = {
  readonly Row: ComponentType<RowProps<unknown>>;
  readonly row: unknown;
  readonly rowKey: string;
  readonly place: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly menu: string | undefined;
  readonly facts: string | undefined;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (index: number, how: OpenHow) => void;
};

const Option = memo(function Option(props: OptionProps) {
  const { Row, row, rowKey, place, current, selected, menu, facts, onFocus, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys of all its rows
    <div
      className={selected ? "list-option is-selected" : "list-option"}
      role="option"
      aria-selected={selected}
      aria-posinset={place + 1}
      aria-setsize={-1}
      tabIndex={current ? 0 : -1}
      data-first-stop={current}
      {...(menu === undefined ? {} : contextMenu(menu, rowKey, facts))}
      onFocus={() => onFocus(rowKey)}
      onClick={({ altKey }) => onOpen(place, { stay: false, toSide: altKey, focus: false })}
      onDoubleClick={() => onOpen(place, { stay: true, toSide: false, focus: false })}
    >
      <Row row={row} selected={selected} />
    </div>
  );
});

function keyIn<Row>(rows: readonly Row[], index: number, keyOf: (row: Row) => string): string | number {
  const row = rows[index];
  return row === undefined ? index : keyOf(row);
}

function pageRows(scroller: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 1);
}

type Step = { readonly index: number; readonly count: number; readonly page: number };

function stepOf({ key }: KeyboardEvent, { index, count, page }: Step): number | undefined {
  if (count === 0) return undefined;
  if (key === "PageDown") return Math.min(count - 1, index + page);
  if (key === "PageUp") return Math.max(0, index - page);
  return nextIndex(key, { index, count, orientation: "vertical" });
}
