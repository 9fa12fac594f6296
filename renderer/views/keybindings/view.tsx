import type { View } from "../../workbench/view.ts";
import { keybindingCommands } from "./keybinding-commands.ts";
import { KeybindingsEditor } from "./keybindings-editor.tsx";
import { KeybindingsFileEditor } from "./keybindings-file-editor.tsx";

export const keybindingsView: View = {
  id: "keybindings",
  editors: [
    { kind: "keybindings", icon: "keyboard", title: () => "Keyboard shortcuts", Component: KeybindingsEditor },
    { kind: "keybindings-file", icon: "json", title: () => "keybindings.json", Component: KeybindingsFileEditor },
  ],
  commands: keybindingCommands,
  menus: () => [
    { menu: "preferences", group: "2_keys", command: "keybindings.open", title: "&Keyboard shortcuts" },
    { menu: "help", group: "2_keys", command: "keybindings.open", title: "&Keyboard shortcuts" },
    { menu: "keybinding", group: "1_change", command: "keybindings.change" },
    { menu: "keybinding", group: "1_change", command: "keybindings.add" },
    { menu: "keybinding", group: "1_change", command: "keybindings.remove" },
    { menu: "keybinding", group: "1_change", command: "keybindings.reset" },
    { menu: "keybinding", group: "2_look", command: "keybindings.showSame" },
    { menu: "keybinding", group: "2_look", command: "keybindings.copyId" },
  ],
};
