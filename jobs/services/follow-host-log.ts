import { type FSWatcher, watch } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import path from "node:path";
import type { LogLine } from "../model/log.ts";
import { createHostLogReader } from "./host-log-lines.ts";

/** So much of what was there before is shown. */
const shownBytes = 256 * 1024;
/** Read at once, so that a log of any size needs little memory. */
const pieceBytes = 64 * 1024;

/**
 * The end of the host's log, then every entry as it is written, until the signal. Waits for the file while there is none,
 * and goes on with the next one when it was put away for having grown too long.
 */
export async function* followHostLog(file: string, signal: AbortSignal): AsyncGenerator<readonly LogLine[]> {
  const news = watchLog(file, signal);
  const tail = createTail(file);
  try {
    // Whoever waits for the first answer learns that nothing was written yet.
    yield [];
    while (!signal.aborted) {
      // Before it is looked at: what is written from now on is news.
      news.forget();
      yield* tail.newLines();
      await news.changed();
    }
  } finally {
    news.close();
  }
}

/** Remembers how far the file was read. */
function createTail(file: string) {
  const readEntries = createHostLogReader();
  let read = readEntries;
  let decoder = new TextDecoder();
  let known: { readonly inode: number; place: number } | undefined;

  /** Where to go on; a file that is another one, or was cut, begins anew. */
  const look = async () => {
    const found = await stat(file).catch(() => undefined);
    if (!found) return undefined;
    if (known?.inode === found.ino && found.size >= known.place) return known;
    const isFirst = known === undefined;
    known = { inode: found.ino, place: isFirst ? Math.max(0, found.size - shownBytes) : 0 };
    decoder = new TextDecoder();
    // The first line is a cut one when the beginning is left out.
    read = known.place > 0 ? skippingFirstLine(readEntries) : readEntries;
    return known;
  };

  return {
    newLines: async function* (): AsyncGenerator<readonly LogLine[]> {
      const now = await look();
      if (!now) return;
      for await (const bytes of piecesFrom(file, now.place)) {
        now.place += bytes.length;
        const lines = read(decoder.decode(bytes, { stream: true }));
        if (lines.length > 0) yield lines;
      }
    },
  };
}

function skippingFirstLine(read: (piece: string) => readonly LogLine[]): (piece: string) => readonly LogLine[] {
  let isCut = true;
  return (piece) => {
    if (!isCut) return read(piece);
    const end = piece.indexOf("\n");
    if (end < 0) return [];
    isCut = false;
    return read(piece.slice(end + 1));
  };
}

async function* piecesFrom(file: string, from: number): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "r");
    for (let place = from; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes, place);
      if (bytesRead === 0) return;
      place += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle?.close();
  }
}

/** Tells that the file may have changed: it is watched itself, and its folder while it is not there. */
function watchLog(file: string, signal: AbortSignal) {
  let pending = false;
  let watcher: FSWatcher | undefined;
  let wake: (() => void) | undefined;
  const tell = () => {
    pending = true;
    wake?.();
  };
  const arm = () => {
    watcher?.close();
    watcher = watchOne(file, (event) => {
      if (event === "rename") arm();
      tell();
    });
    watcher ??= watchOne(path.dirname(file), (_event, name) => {
      if (name !== path.basename(file)) return;
      arm();
      tell();
    });
    watcher?.on("error", tell);
  };
  arm();
  signal.addEventListener("abort", tell);
  return {
    forget: (): void => {
      pending = false;
    },
    /** Resolves as soon as something has happened since `forget`. */
    changed: (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
        if (pending || signal.aborted) resolve();
      }),
    close: (): void => {
      signal.removeEventListener("abort", tell);
      watcher?.close();
    },
  };
}

function watchOne(place: string, listener: (event: string, name: string | null) => void): FSWatcher | undefined {
  try {
    return watch(place, { persistent: false }, listener);
  } catch {
    // Not there: that is an answer.
    return undefined;
  }
}
