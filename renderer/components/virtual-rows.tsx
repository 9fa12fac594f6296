import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useReducer, useRef } from "react";

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
  /** Must be the same function for the same rows: for another one, the places of all rows are worked out anew. */
  readonly keyOf: (index: number) => string | number;
  readonly render: (index: number) => ReactNode;
  /** The last rows are in sight. */
  readonly onEnd?: () => void;
  readonly ref?: Ref<VirtualRowsHandle>;
};

/** Rows out of sight that are drawn, where one scrolls to and where one comes from: more than a turn of the wheel. */
const [ahead, behind] = [10, 4];
/** Any place is far from there. */
const nowhere = Number.NEGATIVE_INFINITY;
const nearEnd = 40;

/** Only the rows in sight are drawn, however many there are. */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, rowHeight, measured = false, scroller, offset = 0, covered = 0, keyOf, render, onEnd, ref } = props;
  const { pinned } = props;
  const heightOf = typeof rowHeight === "number" ? () => rowHeight : rowHeight;
  const rangeExtractor = useDrawn(pinned);
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

/**
 * Says which rows are drawn. Where none of them was in sight before, those in sight come first and the others when there is
 * time: one turn of a hasty wheel brings a whole page, and the next one another.
 */
function useDrawn(pinned: number | undefined): (range: Range) => number[] {
  const from = useRef(nowhere);
  const onlySeen = useRef(false);
  const [turn, drawMore] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!onlySeen.current) return;
    const asked = requestIdleCallback(drawMore);
    return () => cancelIdleCallback(asked);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn draws more of the same range
  return useCallback(
    (range: Range) => {
      const moved = range.startIndex - from.current;
      from.current = range.startIndex;
      onlySeen.current = Math.abs(moved) > range.endIndex - range.startIndex;
      if (onlySeen.current) return drawn(range, { above: 0, below: 0 }, pinned);
      return drawn(range, moved < 0 ? { above: ahead, below: behind } : { above: behind, below: ahead }, pinned);
    },
    [pinned, turn],
  );
}

type Beside = { readonly above: number; readonly below: number };

/** The rows in sight, some on either side, and the pinned one. */
function drawn({ startIndex, endIndex, count }: Range, { above, below }: Beside, pinned = -1): number[] {
  const first = Math.max(0, startIndex - above);
  const last = Math.min(count - 1, endIndex + below);
  const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (pinned < 0 || pinned >= count || (pinned >= first && pinned <= last)) return indexes;
  return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
}
