import type { View } from "../../workbench/view.ts";
import { OutputPanel } from "./output-panel.tsx";

export const outputView: View = {
  id: "output",
  panels: [{ id: "output", title: "Output", Component: OutputPanel }],
  commands: (app) => [
    {
      id: "output.show",
      title: "Show output",
      icon: "output",
      keys: "mod+shift+u",
      run: () => app.layout.update((layout) => ({ ...layout, panel: "output", panelVisible: true })),
    },
    {
      id: "output.showFile",
      title: "Show the output's file",
      icon: "folder-opened",
      enabled: () => app.act !== null,
      run: () => app.act?.("showHostLog"),
    },
  ],
  menus: () => [
    { menu: "view", group: "6_panels", command: "output.show", title: "&Output" },
    { menu: "help", group: "3_trouble", command: "output.show", title: "Show &output" },
    { menu: "status-bar", group: "2_show", command: "output.show" },
  ],
};
