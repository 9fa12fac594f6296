import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import { placeOf, type TextProblem } from "../../../jobs/model/jsonc.ts";
import type { FileProblem } from "../../../jobs/model/read-models/settings.ts";
import { explain, isAbort } from "../../state/errors.ts";
import { createStore, type Readable } from "../../state/store.ts";
import type { Commands } from "../commands.ts";
import { type Change, changeKeys, readKeybindings, resetKeys } from "./keybindings-file.ts";

export type UsersKeysState = {
  /** Null until the host has told it. */
  readonly file: { readonly path: string; readonly text: string; readonly version: string } | null;
  readonly problems: readonly TextProblem[];
  /** The file cannot be read as a whole: the keys from before are in force. */
  readonly broken: boolean;
  /** Why the host does not tell the file; null when it does. */
  readonly message: string | null;
};

export type UsersKeysOptions = {
  /** Follows the client of the host; another one after a reconnect. */
  readonly session: Readable<{ readonly client: JobdeckClient | null }>;
  readonly commands: Commands;
  /** Told what is wrong with the file, whenever it was read. */
  readonly onProblems?: (problems: readonly FileProblem[]) => void;
};

/** Puts the user's own key bindings in force, as the file says, from the moment that it is saved by whomever. */
export function createUsersKeys({ session, commands, onProblems }: UsersKeysOptions) {
  const state = createStore<UsersKeysState>({ file: null, problems: [], broken: false, message: null });
  let client: JobdeckClient | null = null;
  let abort = new AbortController();

  const read = (text: string) =>
    readKeybindings(text, { platform: commands.platform, commands: commands.all().map(({ id }) => id) });

  const take = (file: { path: string; text: string; version: string; problem: string | null }): void => {
    const { bindings, removals, problems, broken } = read(file.text);
    const unreadable = file.problem !== null;
    if (!broken && !unreadable) commands.setUsersBindings({ bindings, removals });
    state.set({ file, problems, broken: broken || unreadable, message: file.problem });
    onProblems?.(fileProblems(file, problems));
  };

  const follow = async (from: JobdeckClient, signal: AbortSignal): Promise<void> => {
    try {
      for await (const file of await from.keybindings.follow({}, { signal })) if (!signal.aborted) take(file);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) state.update((known) => ({ ...known, message: explain(error) }));
    }
  };

  const connect = () => {
    const next = session.get().client;
    if (next === client) return;
    client = next;
    abort.abort();
    abort = new AbortController();
    if (next) void follow(next, abort.signal);
  };
  session.subscribe(connect);
  connect();

  /** @throws Error when the file has a mistake, or was changed elsewhere meanwhile */
  const edit = async (change: (text: string) => string): Promise<void> => {
    const { file, problems, broken, message } = state.get();
    if (!client || !file) throw new Error(message ?? "The host of your jobs has not told your keys yet.");
    if (broken) throw new Error(cannotChange(file, message ?? undefined, problems[0]));
    const text = change(file.text);
    const { version } = await client.keybindings.save({ text, version: file.version });
    take({ ...file, text, version, problem: null });
  };

  return {
    state: state as Readable<UsersKeysState>,
    /** What is wrong with a text of the file. */
    problemsOf: (text: string): readonly TextProblem[] => read(text).problems,
    /** Other keys for a command. @throws Error when the file has a mistake, or was changed elsewhere meanwhile */
    change: (change: Change): Promise<void> => edit((text) => changeKeys(text, change, commands.platform)),
    /** The default keys again. @throws Error as `change` */
    reset: (command: string): Promise<void> => edit((text) => resetKeys(text, command, commands.platform)),
  };
}

export type UsersKeys = ReturnType<typeof createUsersKeys>;

/** As the list of problems has them. */
function fileProblems(
  { text, problem }: { readonly text: string; readonly problem: string | null },
  problems: readonly TextProblem[],
): readonly FileProblem[] {
  const base = { file: "keybindings.json", severity: "error" } as const;
  if (problem !== null) return [{ ...base, message: problem, line: null, column: null }];
  return problems.map(({ message, offset }) => ({ ...base, message, ...placeOf(text, offset) }));
}

function cannotChange(
  file: { path: string; text: string },
  message: string | undefined,
  problem: TextProblem | undefined,
): string {
  const where = problem ? ` in line ${placeOf(file.text, problem.offset).line}: ${problem.message}` : ".";
  return message ?? `keybindings.json has a mistake${where} Mend it in the file first; nothing was changed.`;
}
