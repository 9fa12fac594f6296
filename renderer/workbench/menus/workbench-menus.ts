import { commandWords as words } from "../../../jobs/model/command-words.ts";
import { settingGroups } from "../../../jobs/model/settings.ts";
import type { App } from "../app.ts";
import type { View } from "../view.ts";
import type { MenuItem } from "./menu-model.ts";

/** The menu bar and what the workbench itself puts into it; views add theirs. */
export function workbenchMenus({ layout }: Pick<App, "layout">): readonly MenuItem[] {
  return [
    { menu: "bar", group: "1", submenu: "file", title: "&File" },
    { menu: "bar", group: "1", submenu: "edit", title: "&Edit" },
    { menu: "bar", group: "1", submenu: "view", title: "&View" },
    { menu: "bar", group: "1", submenu: "run", title: "&Run" },
    { menu: "bar", group: "1", submenu: "help", title: "&Help" },

    { menu: "file", group: "1_open", command: "workbench.quickOpen", title: "&Go to job…" },
    { menu: "file", group: "4_save", command: "workbench.save", title: "&Save" },
    { menu: "file", group: "5_preferences", submenu: "preferences", title: "&Preferences" },
    { menu: "file", group: "7_close", command: "workbench.closeEditor", title: "&Close editor" },
    { menu: "file", group: "7_close", command: "workbench.closeWindow" },
    { menu: "file", group: "9_quit", command: "workbench.quit" },

    ...["undo", "redo"].map((name): MenuItem => ({ menu: "edit", group: "1_undo", command: `edit.${name}` })),
    ...["cut", "copy", "paste"].map(
      (name): MenuItem => ({ menu: "edit", group: "2_clipboard", command: `edit.${name}` }),
    ),
    { menu: "edit", group: "2_clipboard", command: "edit.selectAll" },
    ...["cut", "copy", "paste"].map((name): MenuItem => ({ menu: "text", group: "1", command: `edit.${name}` })),
    { menu: "text", group: "2", command: "edit.selectAll" },

    { menu: "view", group: "1_commands", command: "workbench.showCommands", title: "&Command palette…" },
    { menu: "view", group: "2_layout", submenu: "appearance", title: "&Appearance" },
    { menu: "view", group: "2_layout", submenu: "editorLayout", title: "Editor &layout" },
    ...appearance(layout),
    { menu: "editorLayout", group: "1", command: "workbench.splitEditor" },
    { menu: "editorLayout", group: "2", command: "workbench.moveEditorRight" },
    { menu: "editorLayout", group: "2", command: "workbench.moveEditorLeft" },
    { menu: "editorLayout", group: "3", command: "workbench.nextEditor" },
    { menu: "editorLayout", group: "3", command: "workbench.previousEditor" },

    { menu: "run", group: "5_all", submenu: "pauseAll", title: "Pause &all jobs", when: "!jobsPaused" },
    { menu: "run", group: "5_all", command: "engine.resume", hideDisabled: true },
    { menu: "pauseAll", group: "1", command: "engine.pauseHour", title: words.pauseHour, noSubject: true },
    { menu: "pauseAll", group: "1", command: "engine.pauseTomorrow", title: words.pauseTomorrow, noSubject: true },
    { menu: "pauseAll", group: "1", command: "engine.pause", title: words.pauseResumed, noSubject: true },

    { menu: "pause", group: "1", command: "engine.resume", hideDisabled: true },
    { menu: "pause", group: "2", command: "engine.pauseHour", title: "Pause all jobs for 1 hour", noSubject: true },
    {
      menu: "pause",
      group: "2",
      command: "engine.pauseTomorrow",
      title: "Pause all jobs until tomorrow",
      noSubject: true,
    },
    { menu: "pause", group: "2", command: "engine.pause", title: "Pause all jobs until I resume", noSubject: true },

    { menu: "help", group: "9_about", command: "workbench.about" },

    { menu: "tab", group: "1_close", command: "workbench.closeEditor" },
    { menu: "tab", group: "1_close", command: "workbench.closeOthers" },
    { menu: "tab", group: "1_close", command: "workbench.closeToRight" },
    { menu: "tab", group: "1_close", command: "workbench.closeAll", noSubject: true },
    { menu: "tab", group: "3_keep", command: "workbench.keepEditor" },
    { menu: "tab", group: "5_split", command: "workbench.splitEditor" },

    ...appearance(layout)
      .filter(({ group }) => group === "1")
      .map((item) => ({ ...item, menu: "activity-bar", group: "7_bars" })),
    { menu: "status-bar", group: "1", submenu: "pauseAll", title: "Pause all jobs", when: "!jobsPaused" },
    { menu: "status-bar", group: "1", command: "engine.resume", hideDisabled: true },
    ...appearance(layout)
      .filter(({ group }) => group === "1")
      .map((item) => ({ ...item, menu: "status-bar", group: "7_bars" })),
  ];
}

/** The way from the activity bar to the settings of a view. */
export function settingsMenus(views: readonly View[]): readonly MenuItem[] {
  const groups = [...new Set(views.flatMap(({ settings }) => settings ?? []))];
  return groups.map((group) => ({
    ...{ menu: "activity-bar", group: "5_settings", command: "workbench.showSettings", subject: group },
    title: `Settings: ${settingGroups.find(({ id }) => id === group)?.title ?? group}`,
  }));
}

function appearance(layout: App["layout"]): readonly MenuItem[] {
  return [
    {
      ...{ menu: "appearance", group: "1", command: "workbench.toggleSideBar", title: "&Side bar", noSubject: true },
      checked: () => layout.get().sideBarVisible,
    },
    {
      ...{ menu: "appearance", group: "1", command: "workbench.togglePanel", title: "&Panel", noSubject: true },
      checked: () => layout.get().panelVisible,
    },
    {
      ...{ menu: "appearance", group: "2", command: "workbench.toggleMaximisedPanel", title: "&Maximised panel" },
      checked: () => layout.get().panelMaximised,
    },
    { menu: "appearance", group: "4_zoom", command: "workbench.zoomIn", title: "Zoom &in" },
    { menu: "appearance", group: "4_zoom", command: "workbench.zoomOut", title: "Zoom &out" },
    { menu: "appearance", group: "4_zoom", command: "workbench.zoomReset", title: "&Reset zoom" },
  ];
}
