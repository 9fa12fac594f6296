import { createContext, Script } from "node:vm";

/**
 * Does work that may never end (a pattern, a page that was made to take long) and gives it up after some time. It runs in
 * this thread and blocks it; a virtual machine is only what can be interrupted.
 *
 * @throws what the work throws; TimeIsOver after `limitMs`
 */
export function interruptible<T>(limitMs: number, work: () => T): T {
  const box: { work: () => void; outcome?: { readonly value: T } | { readonly error: unknown } } = {
    work: () => {
      // What is thrown out of another context is no `Error` of this one, unless it was made here.
      try {
        box.outcome = { value: work() };
      } catch (error) {
        box.outcome = { error };
      }
    },
  };
  try {
    new Script("box.work()").runInContext(createContext({ box }), { timeout: limitMs });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new TimeIsOver(limitMs, error);
  }
  if (box.outcome && "value" in box.outcome) return box.outcome.value;
  throw box.outcome?.error;
}

export class TimeIsOver extends Error {
  constructor(limitMs: number, cause: unknown) {
    super(`It took more than ${limitMs} ms`, { cause });
    this.name = "TimeIsOver";
  }
}
