import { type FSWatcher, watch } from "node:fs";
import { messageOf } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";

/** An editor writes a file in several steps. */
const quietMs = 100;

export type FolderWatchOptions = {
  readonly log: HostLog;
  /** Something changed in one of the folders, and nothing for a moment since. */
  readonly onChange: () => void;
};

/** Watches some folders, without those beneath them. */
export function createFolderWatch({ log, onChange }: FolderWatchOptions) {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };

  const drop = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  const add = (folder: string) => {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on("error", () => {
        // For example the folder was removed.
        drop(folder);
        changed();
      });
      watchers.set(folder, watcher);
    } catch (error) {
      log.warn(`Changes in ${folder} are noticed at the next start only: ${messageOf(error)}`);
    }
  };

  return {
    set: (folders: readonly string[]): void => {
      for (const folder of [...watchers.keys()]) if (!folders.includes(folder)) drop(folder);
      for (const folder of folders) if (!watchers.has(folder)) add(folder);
    },
    close: (): void => {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
