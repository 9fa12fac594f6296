import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** A page that never rests draws it all the same. */
const longestMs = 1_000;

/**
 * A value that is costly to draw, once the page has time for it: what scrolls past in a hurry is never drawn. Null at first,
 * then the value before until the next one is drawn.
 *
 * @param atOnce it is wanted now, because the keys are there
 */
export function useWhenIdle<T>(value: T, atOnce: boolean): T | null {
  const [shown, setShown] = useState<T | null>(null);
  useEffect(() => {
    if (shown === value) return;
    if (atOnce) {
      setShown(value);
      return;
    }
    // Drawn within the callback: the browser then sees how long one takes, and whether there is time for another.
    const asked = requestIdleCallback(() => flushSync(() => setShown(value)), { timeout: longestMs });
    return () => cancelIdleCallback(asked);
  }, [value, shown, atOnce]);
  return atOnce ? value : shown;
}
