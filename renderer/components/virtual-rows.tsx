import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useEffect, useImperativeHandle } from "react";

export type VirtualRowsHandle = { readonly scrollTo: (index: number, align?: "auto" | "center") => void };

type VirtualRowsProps = {
  readonly count: number;
  /** Pixels; every row has the same, or about so many when they are measured. */
  readonly rowHeight: number;
  /** Rows are as high as their content. Default: false. */
  readonly measured?: boolean;
  readonly scroller: HTMLElement | null;
  /** Pixels from the top of the scrolled content to the first row. */
  readonly offset?: number;
  /** Pixels at the top that a sticky head covers. */
  readonly covered?: number;
  readonly keyOf: (index: number) => string | number;
  readonly render: (index: number) => ReactNode;
  /** The last rows are in sight. */
  readonly onEnd?: () => void;
  readonly ref?: Ref<VirtualRowsHandle>;
};

const overscan = 12;
const nearEnd = 40;

/** Only the rows in sight are drawn, however many there are. */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, rowHeight, measured = false, scroller, offset = 0, covered = 0, keyOf, render, onEnd, ref } = props;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan,
    scrollMargin: offset,
    scrollPaddingStart: covered,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured holds only as long as rows are measured
  useEffect(() => rows.measure(), [measured]);
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

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
            ...(measured ? {} : { height: rowHeight }),
            transform: `translateY(${item.start - offset}px)`,
          }}
        >
          {render(item.index)}
        </div>
      ))}
    </div>
  );
}
