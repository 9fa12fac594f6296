import { useCallback, useEffect, useState } from "react";
import { explain } from "./errors.ts";

export type Resource<T> = {
  /** The newest answer; kept while it is read again and when that fails. */
  readonly data: T | null;
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
  readonly reload: () => void;
};

/**
 * Reads something once, and again when `load` changes or `reload` is called. Of several readings the last one counts.
 *
 * @param load must be the same function for the same subject (`useCallback`)
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, "reload">>({ data: null, phase: "loading", message: null });
  const [turn, setTurn] = useState({ load, count: 0 });
  const reload = useCallback(() => setTurn((known) => ({ ...known, count: known.count + 1 })), []);

  useEffect(() => {
    setTurn((known) => (known.load === load ? known : { load, count: 0 }));
  }, [load]);

  useEffect(() => {
    const abort = new AbortController();
    const read = async () => {
      try {
        const data = await turn.load(abort.signal);
        if (!abort.signal.aborted) setState({ data, phase: "ready", message: null });
      } catch (error) {
        if (!abort.signal.aborted) setState((known) => ({ ...known, phase: "failed", message: explain(error) }));
      }
    };
    void read();
    return () => abort.abort();
  }, [turn]);

  return { ...state, reload };
}
