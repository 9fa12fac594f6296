import type { View } from "../../workbench/view.ts";
import { LogPanel } from "./log-panel.tsx";

export const logView: View = {
  id: "log",
  panels: [{ id: "log", title: "Log", Component: LogPanel }],
  commands: (app) => [
    {
      id: "log.find",
      title: "Find in log",
      icon: "search",
      keys: "mod+f",
      run: () => {
        app.layout.update((layout) => ({ ...layout, panel: "log", panelVisible: true }));
        requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".log-tools .filter-input")?.focus());
      },
    },
  ],
};
