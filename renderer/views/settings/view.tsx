import { focusPart } from "../../workbench/focus.ts";
import type { View } from "../../workbench/view.ts";
import { SettingsEditor } from "./settings-editor.tsx";

export const settingsView: View = {
  id: "settings",
  editors: [{ kind: "settings", icon: "settings-gear", title: () => "Settings", Component: SettingsEditor }],
  commands: (app) => [
    {
      id: "settings.open",
      title: "Open settings",
      icon: "settings-gear",
      keys: "mod+,",
      run: () => {
        app.open({ kind: "settings", id: "" });
        requestAnimationFrame(() => void focusPart(document, "editor"));
      },
    },
  ],
  menus: () => [{ menu: "preferences", group: "1_settings", command: "settings.open", title: "&Settings" }],
};
