import { jobOf } from "../../state/live.ts";
import type { View } from "../../workbench/view.ts";
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
    actions: ["engine.pause", "engine.resume", "jobs.collapseAll"],
  },
  editors: [
    {
      kind: "job",
      icon: "watch",
      title: ({ id }, live) => jobOf(live, id)?.title ?? id,
      Component: JobEditor,
      logRun: (id, live) => {
        const job = jobOf(live, id);
        return job?.active.at(-1)?.id ?? job?.last?.id ?? null;
      },
    },
  ],
  commands: jobCommands,
  menus: () => jobMenus,
  settings: ["notifications"],
};
