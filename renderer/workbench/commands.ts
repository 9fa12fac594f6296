import { createStore } from "../state/store.ts";
import { type Binding, bindingOf, mergeBindings, type Removal, sameStrokes } from "./keys/keymap.ts";
import { ariaKeys, keysLabel, type Platform, parseKeys } from "./keys/strokes.ts";
import { parseWhen, type When } from "./keys/when.ts";

/** Something that the user can do: the one source of buttons, menus, keys and the list of all commands. */
export type Command = {
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  /** It means nothing without what it acts upon, and so cannot be chosen from the list of all commands. */
  readonly needsSubject?: boolean;
  /**
   * The keys that it has until the user chooses others: "mod+shift+e", or "mod+k mod+s" for two after one another; `mod`
   * is Cmd on a Mac, else Ctrl. Of several the last is printed in menus.
   */
  readonly keys?: string | readonly string[];
  /** When its default keys count: "editorFocus && !inputFocus". Default: always. */
  readonly when?: string;
  /** Keys that the system itself obeys, such as those for copying: printed, and not to be changed. */
  readonly systemKeys?: string;
  /** False when it can do nothing now. Default: always true. */
  readonly enabled?: (subject: string | undefined) => boolean;
  /** @param subject what it acts upon, for example a task's id; by default what is shown */
  readonly run: (subject: string | undefined) => void | Promise<void>;
};

export type CommandsOptions = {
  readonly platform: Platform;
  /** Told of every command that failed. */
  readonly onError: (command: Command, error: unknown) => void;
};

type UsersBindings = { readonly bindings: readonly Binding[]; readonly removals: readonly Removal[] };

export function createCommands({ platform, onError }: CommandsOptions) {
  const commands = new Map<string, Command>();
  const defaults: Binding[] = [];
  let users: UsersBindings = { bindings: [], removals: [] };
  const bindings = createStore<readonly Binding[]>([]);
  const merge = () => bindings.set(mergeBindings(defaults, users.bindings, users.removals));

  const execute = async (command: Command, subject: string | undefined): Promise<void> => {
    if (command.enabled?.(subject) === false) return;
    try {
      await command.run(subject);
    } catch (error) {
      onError(command, error);
    }
  };

  const addDefaults = (command: Command): void => {
    for (const binding of defaultBindings(command, platform)) {
      const other = defaults.find(({ strokes, when }) => sameStrokes(strokes, binding.strokes) && when === null);
      if (other && binding.when === null)
        throw new Error(
          `${command.id} and ${other.command} both have the keys ${keysLabel(binding.strokes, platform)}`,
        );
      defaults.push(binding);
    }
  };

  const strokesOf = (id: string): readonly string[] | undefined => {
    const own = commands.get(id)?.systemKeys;
    return own === undefined ? bindingOf(bindings.get(), id)?.strokes : parseKeys(own, platform);
  };
  const keys = (id: string): string => {
    const strokes = strokesOf(id);
    return strokes ? keysLabel(strokes, platform) : "";
  };

  return {
    platform,
    /** The bindings in force, the ones that count more later. */
    bindings: { get: bindings.get, subscribe: bindings.subscribe },
    /** Those of the program itself, whatever the user changed. */
    defaults: (): readonly Binding[] => defaults,
    /** Takes the bindings of the user's own, in the place of those before. */
    setUsersBindings: (next: UsersBindings): void => {
      users = next;
      merge();
    },
    register: (more: readonly Command[]): void => {
      for (const command of more) {
        if (commands.has(command.id)) throw new Error(`Two commands are called ${command.id}`);
        addDefaults(command);
        commands.set(command.id, command);
      }
      merge();
    },
    get: (id: string): Command | undefined => commands.get(id),
    all: (): readonly Command[] => [...commands.values()],
    /** Runs it, unless it is not enabled; a failure is told to `onError`. */
    execute: (id: string, subject?: string): void => {
      const command = commands.get(id);
      if (!command) throw new Error(`There is no command ${id}`);
      void execute(command, subject);
    },
    /** The title, with the keys where there are some: "Close (Ctrl+W)". */
    hint: (id: string): string => {
      const title = commands.get(id)?.title ?? "";
      const label = keys(id);
      return label === "" ? title : `${title} (${label})`;
    },
    /** The keys as they are printed on this platform's keyboard; empty when there are none. */
    keys,
    /** The strokes behind `keys`; undefined when there are none. */
    strokes: strokesOf,
    /** For `aria-keyshortcuts`. */
    ariaKeys: (id: string): string | undefined => ariaKeys(strokesOf(id) ?? []),
  };
}

export type Commands = ReturnType<typeof createCommands>;

function defaultBindings({ id, keys = [], when }: Command, platform: Platform): readonly Binding[] {
  const condition = when === undefined ? null : conditionOf(id, when);
  return (typeof keys === "string" ? [keys] : keys).map((each) => {
    const strokes = parseKeys(each, platform);
    if (!strokes) throw new Error(`${id} has keys that are none: ${each}`);
    return { strokes, command: id, when: condition, source: "default" };
  });
}

function conditionOf(id: string, text: string): When {
  const parsed = parseWhen(text);
  if (!parsed.ok) throw new Error(`The "when" of ${id} is wrong: ${parsed.message}`);
  return parsed.when;
}
