import type { MenuItem } from "../../workbench/menus/menu-model.ts";

/** Where a run's commands stand: in the menus of the window, and in the menu of its row. */
export const runMenus: readonly MenuItem[] = [
  { menu: "view", group: "4_views", command: "runs.show", title: "&Runs" },
  { menu: "activity-bar", group: "1_views", command: "runs.show", title: "Runs" },
  { menu: "status-bar", group: "2_show", command: "runs.show" },
  { menu: "run", group: "4_runs", command: "runs.show", title: "Show runs" },
  { menu: "run-row", group: "1_open", command: "runs.open" },
  { menu: "run-row", group: "1_open", command: "runs.openToSide" },
  { menu: "run-row", group: "2_again", command: "runs.retry" },
  { menu: "run-row", group: "2_again", command: "runs.cancel" },
  { menu: "run-row", group: "5_copy", command: "runs.copyId" },
];
