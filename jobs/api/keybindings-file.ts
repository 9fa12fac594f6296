import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeAtomically } from "../files/atomic-write.ts";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { watchFile } from "../settings/watch-file.ts";
import type { KeybindingsText } from "./window-contract.ts";

/**
 * The user's own keys, as a text: what it means is the window's to say. Nothing here judges it, so that a mistake is the
 * user's to mend, and nothing is lost.
 */
export function createKeybindingsFile(file: string) {
  let queue: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<KeybindingsText> => {
    try {
      const text = await readOrEmpty(file);
      return { path: file, text, version: versionOf(text), problem: null };
    } catch (error) {
      const problem = `${file} cannot be read: ${messageOf(error)}. Check who may read it.`;
      return { path: file, text: "", version: "", problem };
    }
  };

  const write = async (text: string, version: string): Promise<string> => {
    const now = versionOf(await readOrEmpty(file));
    if (now !== version)
      throw new JobdeckError("NOT_ALLOWED", `${file} was changed elsewhere meanwhile; nothing was saved.`);
    await writeAtomically(file, text);
    return versionOf(text);
  };

  return {
    /** The file as it is, then as often as it is another one. It is watched while somebody follows it. */
    follow: async function* (signal: AbortSignal | undefined): AsyncGenerator<KeybindingsText> {
      const news = createBell();
      // Watched before it is read: what is written in between is news.
      const watcher = watchFile(file, news.ring);
      signal?.addEventListener("abort", news.ring);
      try {
        let told: string | undefined;
        while (!signal?.aborted) {
          const found = await read();
          const seen = `${found.version} ${found.problem}`;
          if (seen !== told) yield found;
          told = seen;
          await news.rung();
        }
      } finally {
        signal?.removeEventListener("abort", news.ring);
        watcher.close();
      }
    },
    /**
     * Writes the whole text, one change after the other.
     *
     * @param version of the text that was changed
     * @throws JobdeckError NOT_ALLOWED when another text is in the file by now
     */
    save: (text: string, version: string): Promise<string> => {
      const turn = queue.then(() => write(text, version));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

export type KeybindingsFile = ReturnType<typeof createKeybindingsFile>;

/** Something to wait for that is not missed when it happens before. */
function createBell() {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: (): void => {
      isRung = true;
      wake?.();
    },
    rung: async (): Promise<void> => {
      if (!isRung)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      isRung = false;
    },
  };
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function versionOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
