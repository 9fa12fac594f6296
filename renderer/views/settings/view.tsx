import { focusOpened } from "../../workbench/focus.ts";
import type { View } from "../../workbench/view.ts";
import { SettingsEditor } from "./settings-editor.tsx";
import { SettingsFileEditor } from "./settings-file-editor.tsx";

export const settingsView: View = {
  id: "settings",
  editors: [
    { kind: "settings", icon: "settings-gear", title: () => "Settings", Component: SettingsEditor },
    { kind: "settings-file", icon: "json", title: () => "settings.json", Component: SettingsFileEditor },
  ],
  commands: (app) => [
    {
      id: "settings.open",
      title: "Open settings",
      icon: "settings-gear",
      keys: "mod+,",
      run: () => {
        app.open({ kind: "settings", id: "" });
        focusOpened(document);
      },
    },
    {
      id: "settings.openFile",
      title: "Open settings.json",
      icon: "go-to-file",
      run: () => app.open({ kind: "settings-file", id: "" }),
    },
    {
      id: "workbench.colorTheme",
      title: "Colour theme…",
      icon: "symbol-color",
      keys: "mod+k mod+t",
      run: () => app.choosingTheme.set(true),
    },
    {
      id: "settings.credentials",
      title: "Credentials",
      icon: "key",
      run: () => app.show({ view: "settings", group: "s3" }),
    },
  ],
  menus: () => [
    { menu: "preferences", group: "1_settings", command: "settings.open", title: "&Settings" },
    { menu: "preferences", group: "2_theme", command: "workbench.colorTheme", title: "Colour &theme…" },
  ],
};
