import { useLayoutEffect, useRef } from "react";

type StableScroll = {
  readonly scroller: HTMLElement | null;
  /** Key of the first row, and the place of any key among the rows now. */
  readonly firstKey: string | undefined;
  readonly indexOf: (key: string) => number;
  readonly rowHeight: number;
  /** Pixels above the first row. */
  readonly offset: number;
};

/** Keeps the rows that are being read in their place when newer ones come in above them. */
export function useStableScroll({ scroller, firstKey, indexOf, rowHeight, offset }: StableScroll): void {
  const before = useRef(firstKey);
  useLayoutEffect(() => {
    const previous = before.current;
    before.current = firstKey;
    if (!scroller || previous === undefined || previous === firstKey || scroller.scrollTop <= offset) return;
    const added = indexOf(previous);
    if (added > 0) scroller.scrollTop += added * rowHeight;
  }, [scroller, firstKey, indexOf, rowHeight, offset]);
}
