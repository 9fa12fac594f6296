import { memo, type Ref, useCallback, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import type { LogRow } from "../../state/log-rows.ts";
import { contextMenu } from "../../workbench/menus/open-menu.ts";
import { LogText } from "./log-text.tsx";

const rowHeight = 18;
/** So close to the end counts as at the end: a trackpad does not stop at the very pixel. */
const endSlackPx = 8;

export type LogLinesHandle = { readonly scrollTo: (position: number) => void };

type LogLinesProps = {
  readonly rows: readonly LogRow[];
  /** Indices into the rows. */
  readonly visible: readonly number[];
  readonly query: string;
  /** Position in `visible` of the hit that is looked at. */
  readonly currentMatch: number | null;
  /** More lines may come. */
  readonly following: boolean;
  readonly wrap: boolean;
  readonly times: boolean;
  readonly ref: Ref<LogLinesHandle>;
};

/** The lines. It stays at the end as lines come in, until the reader scrolls up; back at the end it goes on. */
export function LogLines({ rows, visible, query, currentMatch, following, wrap, times, ref }: LogLinesProps) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [tail, setTail] = useState(true);
  const lastTop = useRef(0);
  const list = useRef<VirtualRowsHandle>(null);
  const count = visible.length;

  const keyOf = useCallback((position: number) => visible[position] ?? position, [visible]);

  useImperativeHandle(ref, () => ({
    scrollTo: (position) => {
      setTail(false);
      list.current?.scrollTo(position, "center");
    },
  }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: to be done whenever the number of lines has changed
  useLayoutEffect(() => {
    if (tail && scroller) scroller.scrollTop = scroller.scrollHeight;
  }, [tail, scroller, count]);

  const watch = () => {
    if (!scroller) return;
    const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= endSlackPx;
    // Only a movement up is the reader's wish to stop: the content growing moves nothing.
    if (atEnd) setTail(true);
    else if (scroller.scrollTop < lastTop.current) setTail(false);
    lastTop.current = scroller.scrollTop;
  };

  return (
    <div className="log">
      <div
        className={`log-lines${wrap ? " is-wrapped" : ""}${times ? "" : " without-times"}`}
        role="log"
        aria-label="Log"
        aria-live={following && tail ? "polite" : "off"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be scrollable by keys
        tabIndex={0}
        data-first-stop="true"
        {...contextMenu("log")}
        ref={setScroller}
        onScroll={watch}
      >
        <VirtualRows
          ref={list}
          count={count}
          rowHeight={rowHeight}
          measured={wrap}
          scroller={scroller}
          keyOf={keyOf}
          render={(position) => {
            const row = rows[visible[position] ?? -1];
            return row && <Line row={row} query={query} current={position === currentMatch} />;
          }}
        />
      </div>
      {!tail && following && (
        <button type="button" className="log-follow" onClick={() => setTail(true)}>
          <Icon name="arrow-down" />
          Follow
        </button>
      )}
    </div>
  );
}

type LineProps = { readonly row: LogRow; readonly query: string; readonly current: boolean };

const Line = memo(function Line({ row, query, current }: LineProps) {
  const times = useTimes();
  if (row.level === "gap") return <div className="log-line is-gap">{`··· ${row.text} ···`}</div>;
  return (
    <div
      className={current ? `log-line is-${row.level} is-current` : `log-line is-${row.level}`}
      {...contextMenu("log-line", row.text)}
    >
      <span className="log-time" title={row.first ? times.full(row.at) : undefined}>
        {row.first ? times.logClock(row.at) : ""}
      </span>
      <span className="log-level">{row.first ? row.level : ""}</span>
      <span className="log-text">
        <LogText row={row} query={query} />
      </span>
    </div>
  );
});
