import { copyAndTell } from "../../components/copy-text.ts";
import type { View } from "../../workbench/view.ts";
import { findWanted } from "./log-find.ts";
import { LogPanel } from "./log-panel.tsx";
import { logSteps } from "./log-steps.ts";

export const logView: View = {
  id: "log",
  panels: [{ id: "log", title: "Log", Component: LogPanel }],
  commands: (app) => [
    {
      id: "log.copyLine",
      title: "Copy line",
      needsSubject: true,
      run: (text) => copyAndTell(app, text, "The line"),
    },
    {
      id: "log.show",
      title: "Show log",
      icon: "output",
      run: () => app.layout.update((layout) => ({ ...layout, panel: "log", panelVisible: true })),
    },
    {
      id: "log.find",
      title: "Find in log",
      icon: "search",
      keys: "mod+f",
      run: () => {
        app.layout.update((layout) => ({ ...layout, panel: "log", panelVisible: true }));
        findWanted(app).set(true);
      },
    },
    { id: "log.findNext", title: "Next match in log", keys: "f3", run: () => logSteps(app).tell(1) },
    { id: "log.findPrevious", title: "Previous match in log", keys: "shift+f3", run: () => logSteps(app).tell(-1) },
    {
      id: "log.save",
      title: "Save log to a file…",
      icon: "save",
      needsSubject: true,
      run: (runId) => {
        if (runId !== undefined) app.saveLog?.(runId);
      },
    },
  ],
  menus: () => [
    { menu: "view", group: "6_panels", command: "log.show", title: "&Log" },
    { menu: "edit", group: "4_find", command: "log.find", title: "&Find in log" },
    { menu: "log", group: "1_copy", command: "edit.copy", title: "Copy selection" },
    { menu: "log", group: "2_find", command: "log.find" },
    { menu: "log-line", group: "1_copy", command: "log.copyLine" },
    { menu: "log-line", group: "1_copy", command: "edit.copy", title: "Copy selection" },
    { menu: "log-line", group: "2_find", command: "log.find", noSubject: true },
  ],
};
