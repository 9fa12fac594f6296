import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Clock } from "../model/clock.ts";
import { messageOf } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import { removeOtherVersions } from "./build-version.ts";
import { type Entry, folderState, type TaskFolderState } from "./folder-state.ts";
import { createFolderWatch } from "./folder-watch.ts";
import { type LoadOptions, type LoadResult, loadTaskFile } from "./load-task-file.ts";
import { codeExtensions } from "./resolve-local.ts";
import { hasChanged, seenNow } from "./seen.ts";

/** Files that are loaded side by side; each has a thread of its own meanwhile. */
const atOnce = 2;

export type TaskFolderOptions = {
  readonly folder: string;
  /** Entry file of the threads that load task files. */
  readonly loaderPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ids that no file can have: those of the program's own tasks. */
  readonly taken: readonly string[];
  readonly clock: Clock;
  readonly log: HostLog;
  /** Files were loaded again; awaited before the next are looked at. */
  readonly onChange: (state: TaskFolderState) => Promise<void>;
};

/**
 * The user's folder of task files: loads them, and again when they or what they import changes. Nothing of a file's code
 * runs in this thread.
 */
export function createTaskFolder(options: TaskFolderOptions) {
  const { folder, clock, log } = options;
  const entries = new Map<string, Entry>();
  let stopped = false;
  let scanning: Promise<void> = Promise.resolve();

  const watch = createFolderWatch({ log, onChange: () => void queueScan() });

  const watchedFolders = (): readonly string[] => [
    ...new Set([folder, ...[...entries.values()].flatMap(({ files }) => foldersOf(files))]),
  ];

  const load = async (file: string): Promise<void> => {
    const before = entries.get(file);
    const earlier = seenNow([file, ...foldersOf(before?.files ?? [file]), ...(before?.files ?? [])]);
    const { loaderPath, env } = options;
    const result: LoadResult = await loadTaskFile(file, { loaderPath, env, tasksFolder: folder } satisfies LoadOptions);
    const good = result.ok ? { file, code: result.code, tasks: result.tasks } : before?.good;
    const error = result.ok ? undefined : { ...result.error, since: before?.error?.since ?? clock.now() };
    const files = [...new Set([file, ...result.files])];
    // A broken file may wait for something that is not there yet.
    const seen = seenNow(error ? [...files, ...foldersOf(files)] : files);
    entries.set(file, {
      good,
      error,
      files,
      seen: new Map([...seen].map(([at, now]) => [at, earlier.get(at) ?? now])),
    });
  };

  const scan = async (): Promise<boolean> => {
    mkdirSync(folder, { recursive: true });
    const found = taskFilesIn(folder);
    const gone = [...entries.keys()].filter((file) => !found.includes(file));
    for (const file of gone) entries.delete(file);
    const changed = found.filter((file) => {
      const entry = entries.get(file);
      return !entry || hasChanged(entry.seen);
    });
    for (let rest = changed; rest.length > 0 && !stopped; rest = rest.slice(atOnce))
      await Promise.all(rest.slice(0, atOnce).map(load));
    watch.set(watchedFolders());
    return gone.length + changed.length > 0;
  };

  const queueScan = (): Promise<void> => {
    scanning = scanning
      .then(async () => {
        if (!stopped && (await scan()) && !stopped)
          await options.onChange(folderState({ entries, taken: options.taken, now: clock.now() }));
      })
      .catch((error: unknown) => log.error(`The task files in ${folder} could not be looked at`, error));
    return scanning;
  };

  return {
    /** Loads what is there, and watches from then on. Never rejects: what cannot be loaded is listed. */
    start: async (): Promise<void> => {
      await queueScan();
      try {
        const versions = [...entries.values()].flatMap(({ good }) => (good ? [good.code.version] : []));
        if (versions.length > 0) removeOtherVersions(folder, new Set(versions));
      } catch (error) {
        log.warn(`Old versions of task files could not be removed: ${messageOf(error)}`);
      }
    },
    stop: async (): Promise<void> => {
      stopped = true;
      watch.close();
      await scanning;
    },
  };
}

function foldersOf(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => path.dirname(file)))];
}

/** Code files right in the folder; those in folders beneath it are for them to import. */
function taskFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => (each.isFile() || each.isSymbolicLink()) && isTaskFile(each.name))
    .map(({ name }) => path.join(folder, name));
}

function isTaskFile(name: string): boolean {
  return !/^[._]|\.d\.m?ts$/.test(name) && codeExtensions.includes(path.extname(name));
}
