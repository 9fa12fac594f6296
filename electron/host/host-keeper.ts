import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { Host } from "../../jobs/api/host.ts";
import type { RemoteHost } from "../../jobs/api/remote-host.ts";
import { JobdeckError } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { ClosablePort } from "../windows/contract-port.ts";

/** The host of this home, in this process or in another: tray, notifications and window treat both alike. */
export type AttachedHost = {
  readonly client: JobdeckClient;
  readonly serve: (port: ClosablePort) => void | Promise<void>;
};

export type HostKeeperOptions = {
  readonly start: () => Promise<Host>;
  readonly connect: () => Promise<RemoteHost>;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: HostLog;
};

export type HostKeeperListener = {
  /** Called for every host that is attached; `again` is false for the first one. */
  readonly onAttached: (host: AttachedHost, again: boolean) => void;
  /** The host of the other process ended, and none can be had any more. */
  readonly onLost: (error: unknown) => void;
};

/** A host that is just starting or ending holds its lock but does not answer: so often and so far apart it is asked. */
const tries = 40;
const betweenTriesMs = 250;

/**
 * Keeps the app attached to the host of its home. It is the host itself unless another process (a headless worker, a CLI
 * command) is; then it is that one's console, and takes over when it ends.
 */
export function createHostKeeper(options: HostKeeperOptions) {
  const { log } = options;
  let own: Host | null = null;
  let remote: RemoteHost | null = null;
  let current: AttachedHost | null = null;
  let attaching: Promise<void> = Promise.resolve();
  let stopped = false;
  let waiting: ((host: AttachedHost) => void)[] = [];
  let listener: HostKeeperListener | null = null;

  const attached = (host: AttachedHost, again: boolean): void => {
    current = host;
    for (const tell of waiting) tell(host);
    waiting = [];
    listener?.onAttached(host, again);
  };

  const attach = async (again: boolean): Promise<void> => {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        own = await options.start();
        return attached(own, again);
      } catch (error) {
        if (!isCode(error, "HOST_BUSY")) throw error;
        remote = await connectOrNull();
        if (remote !== null) return follow(remote, again);
        if (attempt === tries) throw error;
        await options.wait(betweenTriesMs);
      }
    }
  };

  const connectOrNull = async (): Promise<RemoteHost | null> => {
    try {
      return await options.connect();
    } catch (error) {
      if (isCode(error, "HOST_UNREACHABLE")) return null;
      throw error;
    }
  };

  const follow = (host: RemoteHost, again: boolean): void => {
    log.info("Another Jobdeck is the host of this home: this app is its console until it ends");
    void takeOver(host);
    attached({ client: host.client, serve: host.serve }, again);
  };

  const takeOver = async (host: RemoteHost): Promise<void> => {
    await host.closed;
    remote = null;
    current = null;
    if (stopped) return;
    try {
      attaching = attach(true);
      await attaching;
    } catch (error) {
      listener?.onLost(error);
    }
  };

  return {
    /** @throws what the host threw when it could not start, HOST_BUSY when the other one never answered */
    start: (listening: HostKeeperListener): Promise<void> => {
      listener = listening;
      attaching = attach(false);
      return attaching;
    },
    /** The host that the app is attached to now. */
    current: (): AttachedHost | null => current,
    /** The host, as soon as there is one. */
    whenAttached: (): Promise<AttachedHost> =>
      current === null ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(current),
    /** After the machine slept. Another process's host notices by itself. */
    wake: async (): Promise<void> => own?.wake(),
    /** Ends our own host gracefully, or leaves the other one as it is. */
    stop: async (): Promise<void> => {
      stopped = true;
      // A host that is just starting is stopped as soon as it can be; why it did not start was told already.
      await attaching.catch(() => undefined);
      remote?.close();
      await own?.stop();
    },
  };
}

export type HostKeeper = ReturnType<typeof createHostKeeper>;

function isCode(error: unknown, code: JobdeckError["code"]): boolean {
  return error instanceof JobdeckError && error.code === code;
}
