import { runTitle } from "../../format/words.ts";
import type { View } from "../../workbench/view.ts";
import { runCommands } from "./run-commands.ts";
import { RunEditor } from "./run-editor.tsx";
import { runMenus } from "./run-menus.ts";
import { RunsSideBar } from "./runs-side-bar.tsx";
import { chosenRuns } from "./table/chosen.ts";
import { RunsEditor } from "./table/runs-editor.tsx";
import { selectionCommands, selectionMenus } from "./table/selection-commands.ts";

export const runsView: View = {
  id: "runs",
  activity: { title: "Runs", icon: "history", SideBar: RunsSideBar, actions: ["runs.showAll"] },
  editors: [
    { kind: "runs", icon: "history", title: () => "Runs", Component: RunsEditor, selectedRuns: chosenRuns },
    {
      kind: "run",
      icon: "output",
      title: ({ id, label }) => (label === undefined ? runTitle(id) : `${runTitle(id)} · ${label}`),
      Component: RunEditor,
      logRun: (id) => id,
    },
  ],
  commands: (app) => [...runCommands(app), ...selectionCommands(app)],
  menus: (app) => [...runMenus, ...selectionMenus(app)],
};
