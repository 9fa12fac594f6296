import { copyAndTell } from "../../components/copy-text.ts";
import { createStore, type Store } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";
import { focusOpened } from "../../workbench/focus.ts";
import { type ShortcutRow, shortcutRows } from "./shortcut-rows.ts";

/** A row whose new keys are being pressed; `adds` keeps the ones that it has. */
export type Recording = { readonly row: ShortcutRow; readonly adds: boolean };

/** What is being recorded; null while nothing is. */
export function recordingOf({ kept }: Pick<App, "kept">): Store<Recording | null> {
  return kept.get("keybindings/recording", () => ({ ...createStore<Recording | null>(null), stop: () => undefined }));
}

/** What the search field of the editor holds. */
export function searchOf({ kept }: Pick<App, "kept">): Store<string> {
  return kept.get("keybindings/search", () => ({ ...createStore(""), stop: () => undefined }));
}

/** Subjects are keys of rows. */
export function keybindingCommands(app: App): readonly Command[] {
  const rowOf = (subject: string | undefined): ShortcutRow | undefined =>
    shortcutRows({ ...app.commands, bindings: app.commands.bindings.get() }).find(({ key }) => key === subject);
  const canChange = (subject: string | undefined) => {
    const row = rowOf(subject);
    return row !== undefined && row.source !== "System";
  };
  const withRow = (act: (row: ShortcutRow) => void | Promise<void>) => (subject: string | undefined) => {
    const row = rowOf(subject);
    return row && act(row);
  };
  const open = (kind: string) => () => {
    app.open({ kind, id: "" });
    focusOpened(document);
  };
  return [
    {
      ...{ id: "keybindings.open", title: "Open keyboard shortcuts", icon: "keyboard", keys: "mod+k mod+s" },
      run: open("keybindings"),
    },
    {
      ...{ id: "keybindings.openFile", title: "Open keybindings.json", icon: "go-to-file" },
      run: open("keybindings-file"),
    },
    {
      ...{ id: "keybindings.change", title: "Change keys…", icon: "edit", needsSubject: true, enabled: canChange },
      run: withRow((row) => recordingOf(app).set({ row, adds: false })),
    },
    {
      ...{ id: "keybindings.add", title: "Add keys…", icon: "add", needsSubject: true, enabled: canChange },
      run: withRow((row) => recordingOf(app).set({ row, adds: true })),
    },
    {
      ...{ id: "keybindings.remove", title: "Remove keys", icon: "trash", needsSubject: true },
      enabled: (subject) => rowOf(subject)?.binding != null,
      run: withRow(({ command, binding }) =>
        binding === null ? undefined : app.usersKeys.change({ command, without: [binding], strokes: null, when: null }),
      ),
    },
    {
      ...{ id: "keybindings.reset", title: "Reset keys", icon: "discard", needsSubject: true, enabled: canChange },
      run: withRow(({ command }) => app.usersKeys.reset(command)),
    },
    {
      ...{ id: "keybindings.copyId", title: "Copy command id", icon: "copy", needsSubject: true },
      run: withRow(({ command }) => copyAndTell(app, command, "The command id")),
    },
    {
      ...{ id: "keybindings.showSame", title: "Show what has the same keys", icon: "search", needsSubject: true },
      enabled: (subject) => rowOf(subject)?.keys !== "",
      run: withRow(({ keys }) => searchOf(app).set(`"${keys}"`)),
    },
  ];
}
