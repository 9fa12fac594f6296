/** A signal that is raised with another one, or after some time. */
export type TimeLimit = {
  readonly signal: AbortSignal;
  /** It was the time. */
  readonly isOver: () => boolean;
  readonly clear: () => void;
};

/** Not `AbortSignal.any`: what it makes may be collected with its timer still to come (nodejs/node 54614). */
export function limitTime(outer: AbortSignal, timeoutMs: number | undefined): TimeLimit {
  const controller = new AbortController();
  const onAbort = () => controller.abort(outer.reason);
  if (outer.aborted) onAbort();
  outer.addEventListener("abort", onAbort, { once: true });
  let over = false;
  const onTime = () => {
    over = !controller.signal.aborted;
    controller.abort(new DOMException("The time is over", "TimeoutError"));
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTime, timeoutMs);
  return {
    signal: controller.signal,
    isOver: () => over,
    clear: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", onAbort);
    },
  };
}
