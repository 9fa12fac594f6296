import { messageOf } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";
import { type DesktopSettings, readDesktopSettings } from "../desktop-settings.ts";
import { followHost } from "./follow-host.ts";
import type { AttachedHost, HostKeeper } from "./host-keeper.ts";

/** A part that is told what goes on in the host. */
export type Follower = {
  readonly begin: (snapshot: Snapshot) => void;
  readonly handle: (event: LiveEvent, snapshot: Snapshot) => void;
};

export type FollowEveryHostOptions = {
  readonly keeper: HostKeeper;
  readonly log: HostLog;
  readonly followers: readonly Follower[];
  /** Another host than before is attached: who held a port of the old one needs a new one. */
  readonly onChanged: () => void;
  readonly onSettings: (settings: DesktopSettings) => void | Promise<void>;
  readonly fail: (error: unknown) => void;
};

/** Attaches to the host and to every one that comes after it, and tells the followers. */
export async function followEveryHost(options: FollowEveryHostOptions): Promise<void> {
  const { keeper, log, followers } = options;
  let ended = new AbortController();

  const readSettings = async ({ client }: AttachedHost): Promise<void> => {
    try {
      await options.onSettings(await readDesktopSettings(client));
    } catch (error) {
      log.warn(`The settings of the desktop app were not applied: ${messageOf(error)}`);
    }
  };

  const onAttached = (host: AttachedHost, again: boolean): void => {
    ended.abort();
    ended = new AbortController();
    if (again) options.onChanged();
    const listener = {
      onBegin: (snapshot: Snapshot) => {
        for (const follower of followers) follower.begin(snapshot);
      },
      onEvent: (event: LiveEvent, snapshot: Snapshot) => {
        if (event.type === "settings") void readSettings(host);
        for (const follower of followers) follower.handle(event, snapshot);
      },
    };
    const { signal } = ended;
    // What is to be said of the first picture depends on the settings.
    void readSettings(host).then(() =>
      signal.aborted ? undefined : followHost(host.client, listener, { signal, log }),
    );
  };

  await keeper.start({ onAttached, onLost: options.fail });
}
