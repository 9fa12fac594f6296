import type { Commands } from "../commands.ts";
import { type Context, holds, parseWhen } from "../keys/when.ts";

/**
 * A line that a view puts into a menu. The menus of the menu bar are `file`, `edit`, `view`, `run` and `help` (and what is
 * put into `bar`); a context menu has the name that its rows carry (`contextMenu("job", id)`), for example `job` or `run`.
 */
export type MenuItem = {
  readonly menu: string;
  /** Items of a group stand together, with a line between groups; groups are in the order of their names: "1_open". */
  readonly group: string;
  /** The command's title, else this one; an "&" stands before the letter that chooses it. */
  readonly title?: string;
  /** Left out while it does not hold; the names are those of key bindings. */
  readonly when?: string;
} & (
  | {
      readonly command: string;
      /** In the place of the title, where the words depend on what there is: "Cancel 3 runs". */
      readonly words?: () => string;
      /** What the command acts upon; in a context menu by default what was clicked. */
      readonly subject?: string;
      readonly checked?: () => boolean;
      /** Left out instead of greyed while the command can do nothing. */
      readonly hideDisabled?: boolean;
      /** The command is not handed what was clicked. */
      readonly noSubject?: boolean;
    }
  | { readonly submenu: string; readonly title: string }
);

/** A line as it is drawn, by the page or by the system. */
export type MenuEntry =
  | { readonly kind: "separator" }
  | {
      readonly kind: "command";
      readonly label: string;
      /** Place of the letter that chooses it; -1 when there is none. */
      readonly mnemonic: number;
      readonly command: string;
      readonly subject: string | undefined;
      /** As they are printed; empty for none. */
      readonly keys: string;
      readonly ariaKeys: string | undefined;
      readonly enabled: boolean;
      /** Undefined when it is nothing that is on or off. */
      readonly checked: boolean | undefined;
    }
  | {
      readonly kind: "submenu";
      readonly label: string;
      readonly mnemonic: number;
      readonly entries: readonly MenuEntry[];
    };

export type MenusOptions = { readonly commands: Commands; readonly context: () => Context };

/** All menus, made of what views put into them, as they are at the moment that they are asked for. */
export function createMenus({ commands, context }: MenusOptions) {
  const items: MenuItem[] = [];

  const entryOf = (item: MenuItem, subject: string | undefined, now: Context): MenuEntry | undefined => {
    if (item.when !== undefined && !isTrue(item.when, now)) return undefined;
    if ("submenu" in item) {
      const inside = entriesOf(item.submenu, subject, now);
      return inside.length === 0 ? undefined : { kind: "submenu", ...labelOf(item.title), entries: inside };
    }
    const command = commands.get(item.command);
    const own = item.subject ?? (item.noSubject ? undefined : subject);
    const enabled = command?.enabled?.(own) !== false;
    if (!command || (item.hideDisabled && !enabled)) return undefined;
    return {
      ...{
        kind: "command",
        ...labelOf(item.words?.() ?? item.title ?? command.title),
        command: command.id,
        subject: own,
        enabled,
      },
      ...{ keys: item.subject === undefined ? commands.keys(command.id) : "", checked: item.checked?.() },
      ariaKeys: item.subject === undefined ? commands.ariaKeys(command.id) : undefined,
    };
  };

  const entriesOf = (menu: string, subject: string | undefined, now: Context): readonly MenuEntry[] => {
    const inMenu = items.filter((item) => item.menu === menu);
    const groups = [...new Set(inMenu.map(({ group }) => group))].sort();
    const drawn = groups
      .map((name) => inMenu.filter(({ group }) => group === name).flatMap((item) => entryOf(item, subject, now) ?? []))
      .filter((group) => group.length > 0);
    return drawn.flatMap((group, index) => (index === 0 ? group : [{ kind: "separator" as const }, ...group]));
  };

  return {
    /** @throws when an item's condition is none, or names a command that there is not */
    register: (more: readonly MenuItem[]): void => {
      for (const item of more) check(item, commands);
      items.push(...more);
    },
    /**
     * @param subject what was clicked, for context menus
     * @param facts what else holds of it, for the conditions of the items
     */
    entries: (menu: string, subject?: string, facts: Context = {}): readonly MenuEntry[] =>
      entriesOf(menu, subject, { ...context(), ...facts }),
  };
}

export type Menus = ReturnType<typeof createMenus>;

function check(item: MenuItem, commands: Commands): void {
  const parsed = item.when === undefined ? undefined : parseWhen(item.when);
  if (parsed?.ok === false) throw new Error(`A "when" of the menu ${item.menu} is wrong: ${parsed.message}`);
  if ("command" in item && !commands.get(item.command))
    throw new Error(`The menu ${item.menu} names the command ${item.command}, which there is not`);
}

function isTrue(text: string, context: Context): boolean {
  const parsed = parseWhen(text);
  return parsed.ok && holds(parsed.when, context);
}

/** "&File" is "File" with the letter at 0. */
function labelOf(title: string): { readonly label: string; readonly mnemonic: number } {
  return { label: title.replace("&", ""), mnemonic: title.indexOf("&") };
}

/** The entry that a typed letter goes to: its mnemonic, else the next one that begins with it. */
export function entryFor(letter: string, entries: readonly MenuEntry[], from: number): number {
  const wanted = letter.toLowerCase();
  const letterOf = (entry: MenuEntry) =>
    entry.kind === "separator" ? "" : entry.label.charAt(Math.max(0, entry.mnemonic)).toLowerCase();
  const marked = entries.findIndex(
    (entry) => entry.kind !== "separator" && entry.mnemonic >= 0 && letterOf(entry) === wanted,
  );
  if (marked >= 0) return marked;
  const begins = (entry: MenuEntry) => entry.kind !== "separator" && entry.label.toLowerCase().startsWith(wanted);
  const after = entries.findIndex((entry, index) => index > from && begins(entry));
  return after >= 0 ? after : entries.findIndex(begins);
}

/** The next place that can be chosen, round the ends; -1 when there is none. */
export function stepEntry(entries: readonly MenuEntry[], from: number, step: 1 | -1): number {
  for (let offset = 1; offset <= entries.length; offset += 1) {
    const place = (from + step * offset + entries.length * 2) % entries.length;
    if (entries[place]?.kind !== "separator") return place;
  }
  return -1;
}
