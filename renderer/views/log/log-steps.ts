import type { App } from "../../workbench/app.ts";

type Listener = (by: 1 | -1) => void;

/** What carries "next match" from a key to the log that is shown. */
export function logSteps({ kept }: Pick<App, "kept">) {
  return kept.get("log/steps", () => {
    const listeners = new Set<Listener>();
    return {
      tell: (by: 1 | -1): void => {
        for (const listener of listeners) listener(by);
      },
      listen: (listener: Listener): (() => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      stop: (): void => listeners.clear(),
    };
  });
}
