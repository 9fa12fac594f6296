import type { Command, Commands } from "../../workbench/commands.ts";
import type { Binding } from "../../workbench/keys/keymap.ts";
import { keysLabel, type Platform } from "../../workbench/keys/strokes.ts";
import { whenText } from "../../workbench/keys/when.ts";

/** A line of the keyboard shortcuts: a command with one of its keys, or with none. */
export type ShortcutRow = {
  readonly key: string;
  readonly command: string;
  readonly title: string;
  readonly binding: Binding | null;
  /** As they are printed; empty for none. */
  readonly keys: string;
  readonly when: string;
  /** What it acts upon; empty when nothing is named. */
  readonly subject: string;
  readonly source: "Default" | "User" | "System" | "";
};

type Known = Pick<Commands, "all" | "keys" | "platform"> & { readonly bindings: readonly Binding[] };

/** Every command with each of its keys, those with keys first, by title. */
export function shortcutRows({ all, keys, platform, bindings }: Known): readonly ShortcutRow[] {
  const rows = all().flatMap((command): readonly ShortcutRow[] => {
    const own = bindings.filter((binding) => binding.command === command.id);
    if (command.systemKeys !== undefined) return [{ ...emptyRow(command), keys: keys(command.id), source: "System" }];
    return own.length === 0
      ? [emptyRow(command)]
      : own.toReversed().map((binding) => rowOf(command, binding, platform));
  });
  return rows.sort(
    (left, right) => Number(left.keys === "") - Number(right.keys === "") || left.title.localeCompare(right.title),
  );
}

function emptyRow({ id, title }: Command): ShortcutRow {
  return { key: id, command: id, title, binding: null, keys: "", when: "", subject: "", source: "" };
}

function rowOf(command: Command, binding: Binding, platform: Platform): ShortcutRow {
  const when = binding.when === null ? "" : whenText(binding.when);
  const subject = binding.subject ?? "";
  return {
    ...{ ...emptyRow(command), binding, when, subject },
    key: [command.id, binding.strokes.join(" "), when, subject, binding.source].join("\n"),
    keys: keysLabel(binding.strokes, platform),
    source: binding.source === "user" ? "User" : "Default",
  };
}

/** Rows in which every word is found; a text in quotes has to be the very keys. */
export function fittingRows(rows: readonly ShortcutRow[], query: string): readonly ShortcutRow[] {
  const exact = /^"(.+)"$/.exec(query.trim())?.[1]?.toLowerCase();
  if (exact !== undefined) return rows.filter(({ keys }) => keys.toLowerCase() === exact);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = [row.title, row.command, row.keys, row.when, row.source].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
