import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import type { MenuItem } from "../../workbench/menus/menu-model.ts";

/** What holds of a run, for the conditions of the lines below. */
export function runFacts({ status }: Pick<RunSummary, "status">): string {
  if (status === "failed") return "runEnded runFailed";
  return isFinal(status) ? "runEnded" : "runOpen";
}

/** Where a run's commands stand: in the menus of the window, and in the menu of its row. */
export const runMenus: readonly MenuItem[] = [
  { menu: "view", group: "4_views", command: "runs.show", title: "&Runs" },
  { menu: "activity-bar", group: "1_views", command: "runs.show", title: "Runs" },
  { menu: "status-bar", group: "2_show", command: "runs.show" },
  { menu: "run", group: "4_runs", command: "runs.show", title: "Show runs" },
  { menu: "run-row", group: "1_open", command: "runs.open" },
  { menu: "run-row", group: "1_open", command: "runs.openToSide" },
  { menu: "run-row", group: "1_open", command: "runs.openJob" },
  { menu: "run-row", group: "2_again", command: "runs.retry", title: "Retry", when: "runFailed" },
  { menu: "run-row", group: "2_again", command: "runs.retry", when: "runEnded && !runFailed" },
  { menu: "run-row", group: "2_again", command: "runs.runWith", when: "runEnded" },
  { menu: "run-row", group: "2_again", command: "runs.cancel", when: "runOpen" },
  { menu: "run-row", group: "5_copy", command: "runs.copyId" },
];
