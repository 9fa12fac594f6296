import { type FSWatcher, watch } from "node:fs";
import path from "node:path";

/** Whoever writes a file does so in several steps. */
const quietMs = 50;

/**
 * Calls back after the file was written, replaced, removed or made, and nothing happened to it for a moment. A file is
 * watched itself and not its folder, in which databases write all the time; only while there is none, the folder is.
 */
export function watchFile(file: string, onChange: () => void): { readonly close: () => void } {
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;

  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A file that was replaced is another one: it is watched before it is read, so that nothing is missed in between.
      arm();
      onChange();
    }, quietMs);
  };

  const arm = (): void => {
    watcher?.close();
    watcher = watchOne(file, changed) ?? watchFolder(file, changed);
    watcher?.on("error", changed);
  };

  arm();
  return {
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

function watchOne(file: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(file, { persistent: false }, onChange);
  } catch {
    // Not there, which is the common case of a new home.
    return undefined;
  }
}

function watchFolder(file: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(path.dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === path.basename(file)) onChange();
    });
  } catch {
    // No more watches to be had: the file is read at the next start, and with every change made here.
    return undefined;
  }
}
