import type { JobdeckClient } from "../../jobs/api/contract.ts";

export type ContentChanges = {
  /** Calls back when what tasks produce may have changed. Gives what ends that. */
  readonly listen: (listener: () => void) => () => void;
  readonly stop: () => void;
};

export type ContentChangesOptions = {
  readonly client: JobdeckClient;
  /** Puts off what is to be done, so that changes that come together are shown once. */
  readonly later: (callback: () => void) => void;
};

/** One subscription for all that is shown of the news. */
export function createContentChanges({ client, later }: ContentChangesOptions): ContentChanges {
  const listeners = new Set<() => void>();
  const abort = new AbortController();
  let waiting = false;

  const tell = () => {
    waiting = false;
    for (const listener of [...listeners]) listener();
  };
  const follow = async () => {
    const changes = await client.content.changes({}, { signal: abort.signal });
    for await (const _ of changes) {
      if (!waiting) later(tell);
      waiting = true;
    }
  };
  // It ends with the connection, and the session says that the host was lost.
  follow().catch(() => undefined);

  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => abort.abort(),
  };
}
