import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef } from "react";

export type VirtualRowsHandle = { readonly scrollTo: (index: number, align?: "auto" | "center") => void };

type VirtualRowsProps = {
  readonly count: number;
  /** Pixels: of every row, or of the one at an index; about so many when they are measured. */
  readonly rowHeight: number | ((index: number) => number);
  /** Rows are as high as their content. Default: false. */
  readonly measured?: boolean;
  readonly scroller: HTMLElement | null;
  /** Pixels from the top of the scrolled content to the first row. */
  readonly offset?: number;
  /** Pixels at the top that a sticky head covers. */
  readonly covered?: number;
  /** Drawn also when it is out of sight: the row that Tab leads to, and that may have the focus. */
  readonly pinned?: number;
  readonly keyOf: (index: number) => string | number;
  readonly render: (index: number) => ReactNode;
  /** The last rows are in sight. */
  readonly onEnd?: () => void;
  readonly ref?: Ref<VirtualRowsHandle>;
};

/** Rows out of sight that are drawn, where one scrolls to and where one comes from: more than a turn of the wheel. */
const [ahead, behind] = [10, 4];
const nearEnd = 40;

/** Only the rows in sight are drawn, however many there are. */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, rowHeight, measured = false, scroller, offset = 0, covered = 0, keyOf, render, onEnd, ref } = props;
  const { pinned } = props;
  const heightOf = typeof rowHeight === "number" ? () => rowHeight : rowHeight;
  const from = useRef(0);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const goesUp = range.startIndex < from.current;
      from.current = range.startIndex;
      return drawn(range, goesUp, pinned);
    },
    [pinned],
  );
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: 0,
    rangeExtractor,
    scrollMargin: offset,
    scrollPaddingStart: covered,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured holds only as long as rows are measured
  useEffect(() => rows.measure(), [measured]);
  const items = rows.getVirtualItems();
  const last = rows.range?.endIndex ?? -1;

  useEffect(() => {
    if (count > 0 && last >= count - nearEnd) onEnd?.();
  }, [last, count, onEnd]);

  useImperativeHandle(ref, () => ({ scrollTo: (index, align = "auto") => rows.scrollToIndex(index, { align }) }), [
    rows,
  ]);

  return (
    <div className="virtual-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
      {items.map((item) => (
        <div
          key={item.key}
          className="virtual-row"
          role="presentation"
          data-index={item.index}
          ref={measured ? rows.measureElement : undefined}
          style={{
            ...(measured ? {} : { height: item.size }),
            transform: `translateY(${item.start - offset}px)`,
          }}
        >
          {render(item.index)}
        </div>
      ))}
    </div>
  );
}

/** The rows in sight, some on either side, and the pinned one. */
function drawn({ startIndex, endIndex, count }: Range, goesUp: boolean, pinned = -1): number[] {
  const first = Math.max(0, startIndex - (goesUp ? ahead : behind));
  const last = Math.min(count - 1, endIndex + (goesUp ? behind : ahead));
  const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (pinned < 0 || pinned >= count || (pinned >= first && pinned <= last)) return indexes;
  return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
}
