import { keysLabel, keysOf, type Platform } from "./keybindings.ts";

/** Something that the user can do: the one source of buttons, keys and the list of all commands. */
export type Command = {
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  /** It means nothing without what it acts upon, and so cannot be chosen from the list of all commands. */
  readonly needsSubject?: boolean;
  /** For example "mod+shift+e"; `mod` is Cmd on a Mac, else Ctrl. */
  readonly keys?: string;
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

export function createCommands({ platform, onError }: CommandsOptions) {
  const commands = new Map<string, Command>();
  const byKeys = new Map<string, Command>();

  const execute = async (command: Command, subject: string | undefined): Promise<void> => {
    if (command.enabled?.(subject) === false) return;
    try {
      await command.run(subject);
    } catch (error) {
      onError(command, error);
    }
  };

  return {
    register: (more: readonly Command[]): void => {
      for (const command of more) {
        if (commands.has(command.id)) throw new Error(`Two commands are called ${command.id}`);
        if (command.keys && byKeys.has(command.keys))
          throw new Error(`${command.id} and ${byKeys.get(command.keys)?.id} both have the keys ${command.keys}`);
        commands.set(command.id, command);
        if (command.keys) byKeys.set(command.keys, command);
      }
    },
    get: (id: string): Command | undefined => commands.get(id),
    all: (): readonly Command[] => [...commands.values()],
    /** Runs it, unless it is not enabled; a failure is told to `onError`. */
    execute: (id: string, subject?: string): void => {
      const command = commands.get(id);
      if (!command) throw new Error(`There is no command ${id}`);
      void execute(command, subject);
    },
    /** True when the keys belonged to a command, which is then run. */
    handleKey: (event: KeyboardEvent): boolean => {
      const command = byKeys.get(keysOf(event, platform));
      if (!command) return false;
      void execute(command, undefined);
      return true;
    },
    /** The title, with the keys where there are some: "Close (Ctrl+W)". */
    hint: (id: string): string => {
      const command = commands.get(id);
      if (!command) return "";
      return command.keys ? `${command.title} (${keysLabel(command.keys, platform)})` : command.title;
    },
    /** The keys as they are printed on this platform's keyboard; empty when there are none. */
    keys: (id: string): string => {
      const keys = commands.get(id)?.keys;
      return keys ? keysLabel(keys, platform) : "";
    },
  };
}

export type Commands = ReturnType<typeof createCommands>;
