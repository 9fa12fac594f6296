import type { MenuItem } from "../../workbench/menus/menu-model.ts";

/** Where a job's commands stand: in the menus of the window, and in the menu of its row. */
export const jobMenus: readonly MenuItem[] = [
  { menu: "file", group: "1_new", command: "jobs.new", title: "New &job…" },
  { menu: "file", group: "2_own", command: "jobs.beginTaskFiles", title: "&New task of my own" },
  { menu: "file", group: "2_own", command: "jobs.showTaskFiles", title: "Show my &task files" },
  { menu: "view", group: "4_views", command: "jobs.show", title: "&Jobs" },
  { menu: "activity-bar", group: "1_views", command: "jobs.show", title: "Jobs" },
  { menu: "run", group: "1_run", command: "jobs.run", title: "&Run now" },
  { menu: "run", group: "1_run", command: "jobs.runWith", title: "Run &with payload…" },
  { menu: "run", group: "2_pause", command: "jobs.pause", title: "&Pause", hideDisabled: true },
  { menu: "run", group: "2_pause", command: "jobs.resume", title: "Res&ume", hideDisabled: true },
  { menu: "run", group: "2_pause", command: "jobs.editSchedule", title: "Edit &schedule", hideDisabled: true },
  { menu: "run", group: "2_pause", command: "jobs.edit", title: "&Edit job…", hideDisabled: true },
  { menu: "run", group: "3_delete", command: "jobs.delete", title: "&Delete job…", hideDisabled: true },
  { menu: "job", group: "1_open", command: "jobs.open" },
  { menu: "job", group: "1_open", command: "jobs.openToSide" },
  { menu: "job", group: "2_run", command: "jobs.run" },
  { menu: "job", group: "2_run", command: "jobs.runWith" },
  { menu: "job", group: "3_pause", command: "jobs.pause", hideDisabled: true },
  { menu: "job", group: "3_pause", command: "jobs.resume", hideDisabled: true },
  { menu: "job", group: "3_pause", command: "jobs.editSchedule", hideDisabled: true },
  { menu: "job", group: "3_pause", command: "jobs.addSchedule", hideDisabled: true },
  { menu: "job", group: "4_edit", command: "jobs.edit", title: "Edit…", hideDisabled: true },
  { menu: "job", group: "4_edit", command: "jobs.delete", hideDisabled: true },
  { menu: "job", group: "5_copy", command: "jobs.copyId" },
];
