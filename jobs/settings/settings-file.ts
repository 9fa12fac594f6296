import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { writeAtomically } from "../files/atomic-write.ts";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { placeOf } from "../model/jsonc.ts";
import type { FileProblem } from "../model/read-models/settings.ts";
import { describeProblem, editSettingsText, readSettingsText } from "../model/settings-text.ts";
import { watchFile } from "./watch-file.ts";

export type SettingsFileOptions = {
  /** Path of `settings.json`; it need not be there. */
  readonly file: string;
  /** Something that was read is other than before. */
  readonly onChange: () => void;
};

/**
 * The user's settings, in a file that they may write as well as this program. Whatever stands in it is in force as soon
 * as it is saved. While it cannot be read as a whole, what was read last stays in force, and nothing is written over it.
 */
export function openSettingsFile({ file, onChange }: SettingsFileOptions) {
  let text: string | null = null;
  let values: ReadonlyMap<string, string> = new Map();
  let problems: readonly FileProblem[] = [];
  let watcher: { readonly close: () => void } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const take = (found: string | null): void => {
    const read = readSettingsText(found ?? "");
    text = found;
    if (read.readable) values = read.values;
    problems = read.problems.map(({ severity, message, offset }) => ({
      ...{ file: "settings.json", severity, message },
      ...placeOf(found ?? "", offset),
    }));
  };

  /** A file that cannot be read is a problem, and changes nothing else. */
  const takeFailure = (error: unknown): void => {
    const message = `It cannot be read: ${messageOf(error)}. Check who may read it.`;
    problems = [{ file: "settings.json", severity: "error", message, line: null, column: null }];
  };

  const reread = async (): Promise<void> => {
    const before = text;
    try {
      take(await readOrNull(file));
      if (text === before) return;
    } catch (error) {
      takeFailure(error);
    }
    onChange();
  };

  /** One change after the other, each on what stands in the file then. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const edit = (changes: ReadonlyMap<string, string | undefined>): Promise<void> =>
    inTurn(async () => {
      const before = (await readOrNull(file)) ?? "";
      const { readable, problems: wrong } = readSettingsText(before);
      if (!readable) throw new JobdeckError("NOT_ALLOWED", cannotChange(file, before, wrong));
      let after = before;
      for (const [name, value] of changes) after = editSettingsText(after, name, value);
      if (after !== before) await writeAtomically(file, after);
      take(after);
      onChange();
    });

  try {
    take(readFileOrNull(file));
  } catch (error) {
    takeFailure(error);
  }

  return {
    path: file,
    get: (name: string): string | undefined => values.get(name),
    isEmpty: (): boolean => values.size === 0,
    /** What is wrong with the file now. */
    problems: (): readonly FileProblem[] => problems,
    /** Changes this setting and nothing else. @throws JobdeckError NOT_ALLOWED while the file cannot be read */
    set: (name: string, value: string): Promise<void> => edit(new Map([[name, value]])),
    /** @throws JobdeckError NOT_ALLOWED while the file cannot be read */
    remove: (name: string): Promise<void> => edit(new Map([[name, undefined]])),
    /** Adds those that the file does not say anything about. @throws JobdeckError NOT_ALLOWED while it cannot be read */
    adopt: async (stored: ReadonlyMap<string, string>): Promise<void> => {
      const missing = [...stored].filter(([name]) => !values.has(name));
      if (missing.length > 0) await edit(new Map(missing));
    },
    /** The file as it is; the version names exactly this text. */
    read: async (): Promise<{ text: string; version: string }> => {
      const found = (await readOrNull(file)) ?? "";
      return { text: found, version: versionOf(found) };
    },
    /**
     * Writes the whole text, also one with mistakes: they are the user's to make and to mend.
     *
     * @param version of the text that was changed
     * @throws JobdeckError NOT_ALLOWED when another text is in the file by now
     */
    write: (next: string, version: string): Promise<string> =>
      inTurn(async () => {
        const now = (await readOrNull(file)) ?? "";
        if (versionOf(now) !== version)
          throw new JobdeckError("NOT_ALLOWED", `${file} was changed elsewhere meanwhile; nothing was saved.`);
        await writeAtomically(file, next);
        take(next);
        onChange();
        return versionOf(next);
      }),
    /** From now on, changes from outside are in force at once. */
    watch: (): void => {
      watcher ??= watchFile(file, () => void inTurn(reread));
    },
    close: async (): Promise<void> => {
      watcher?.close();
      await queue;
    },
  };
}

export type SettingsFile = ReturnType<typeof openSettingsFile>;

function cannotChange(file: string, text: string, problems: ReturnType<typeof readSettingsText>["problems"]): string {
  const [first] = problems;
  const where = first ? ` (${describeProblem(text, first)})` : "";
  return `${file} has a mistake${where} and is left as it is. Mend it first, then the setting can be changed.`;
}

function versionOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return nullIfMissing(error);
  }
}

function readFileOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return nullIfMissing(error);
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
