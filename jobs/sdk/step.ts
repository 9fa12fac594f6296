import type { TaskCall } from "../model/trigger.ts";

/**
 * Does something once in a run: its JSON result is kept, and a retry, or a resume after a crash, is given it instead of
 * doing it again.
 *
 * @param name tells the steps of a run apart; the same name is the same step
 * @throws what `work` throws; then nothing is kept
 */
export type Step = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;

/** @param known results of earlier tries, by name */
export function createStep(known: Readonly<Record<string, unknown>>, call: (call: TaskCall) => Promise<unknown>): Step {
  const results = new Map<string, Promise<unknown>>(
    Object.entries(known).map(([name, output]) => [name, Promise.resolve(output)]),
  );
  return <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const done = results.get(name);
    if (done !== undefined) return done as Promise<T>;
    const doing = (async () => {
      const output = toJson(await work());
      await call({ kind: "step", name, output });
      return output;
    })();
    results.set(name, doing);
    // A step that failed may be done again in the same try.
    doing.catch(() => results.delete(name));
    return doing as Promise<T>;
  };
}

/** What a later try would be given: the first must not see more. */
function toJson(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
