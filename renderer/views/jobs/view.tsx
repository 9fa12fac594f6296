import { lineOf } from "../../../jobs/model/lines.ts";
import { PauseButton } from "../../workbench/pause-button.tsx";
import type { View } from "../../workbench/view.ts";
import { NewJobEditor } from "../new-job/new-job-editor.tsx";
import { jobCommands } from "./job-commands.ts";
import { JobEditor } from "./job-editor.tsx";
import { jobMenus } from "./job-menus.ts";
import { JobsSideBar } from "./jobs-side-bar.tsx";

export const jobsView: View = {
  id: "jobs",
  activity: {
    title: "Jobs",
    icon: "watch",
    SideBar: JobsSideBar,
    actions: ["jobs.new", PauseButton, "jobs.collapseAll"],
  },
  editors: [
    {
      kind: "job",
      icon: "watch",
      title: ({ id }, live) => lineOf(live, id)?.title ?? id,
      Component: JobEditor,
      logRun: (id, live) => {
        const job = lineOf(live, id);
        return job?.active.at(-1)?.id ?? job?.last?.id ?? null;
      },
    },
    { kind: "new-job", icon: "add", title: () => "New job", Component: NewJobEditor },
  ],
  commands: jobCommands,
  menus: () => jobMenus,
  settings: ["notifications"],
};
