import { useLayoutEffect, useState } from "react";

/** Pixels between the names and the durations of the lanes; kept right when the window changes. 0 before it is known. */
export function useWidth(box: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!box) return;
    const measure = () => {
      const style = getComputedStyle(box);
      const beside = ["--tl-name", "--tl-aside"].map((name) => Number.parseFloat(style.getPropertyValue(name)) || 0);
      setWidth(Math.max(0, Math.floor(box.clientWidth - beside.reduce((sum, each) => sum + each, 0))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
