import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { copyText } from "../../../components/copy-text.ts";
import { counted } from "../../../format/number.ts";
import type { App } from "../../../workbench/app.ts";
import type { Command } from "../../../workbench/commands.ts";
import type { MenuItem } from "../../../workbench/menus/menu-model.ts";
import { actOnMany, bulkWords, fitting } from "./bulk.ts";
import { chosenRuns } from "./chosen.ts";
import { toCsv, toJson } from "./export-runs.ts";

/** What can be done with all runs that are selected in the table. */
export function selectionCommands(app: App): readonly Command[] {
  const chosen = () => chosenRuns(app).get();
  const any = () => chosen().length > 0;
  return [
    {
      id: "runs.cancelSelected",
      title: "Cancel the selected runs",
      icon: "debug-stop",
      enabled: () => fitting("cancel", chosen()).length > 0,
      run: () => actOnMany(app, "cancel", chosen()),
    },
    {
      id: "runs.retrySelected",
      title: "Run the selected runs again",
      icon: "debug-restart",
      enabled: () => fitting("retry", chosen()).length > 0,
      run: () => actOnMany(app, "retry", chosen()),
    },
    {
      id: "runs.copySelectedIds",
      title: "Copy the ids of the selected runs",
      enabled: any,
      run: () => copyRuns(app, chosen(), "ids"),
    },
    {
      id: "runs.copySelectedAsCsv",
      title: "Copy the selected runs as CSV",
      enabled: any,
      run: () => copyRuns(app, chosen(), "csv"),
    },
    {
      id: "runs.copySelectedAsJson",
      title: "Copy the selected runs as JSON",
      enabled: any,
      run: () => copyRuns(app, chosen(), "json"),
    },
  ];
}

/** The menu of a row that is one of several selected ones: it says with how many it does what. */
export function selectionMenus(app: Pick<App, "kept">): readonly MenuItem[] {
  const words = (kind: "cancel" | "retry") => () => bulkWords(kind, fitting(kind, chosenRuns(app).get()).length);
  const item = { menu: "run-selection", noSubject: true } as const;
  return [
    { ...item, group: "2_again", command: "runs.retrySelected", words: words("retry"), hideDisabled: true },
    { ...item, group: "2_again", command: "runs.cancelSelected", words: words("cancel"), hideDisabled: true },
    {
      ...{ ...item, group: "5_copy", command: "runs.copySelectedIds" },
      words: () => `Copy ${counted(chosenRuns(app).get().length, "id")}`,
    },
    { ...item, group: "5_copy", command: "runs.copySelectedAsCsv", title: "Copy as CSV" },
    { ...item, group: "5_copy", command: "runs.copySelectedAsJson", title: "Copy as JSON" },
  ];
}

const formats = {
  ids: { write: (runs: readonly RunSummary[]) => runs.map(({ id }) => id).join("\n"), as: "" },
  csv: { write: toCsv, as: " as CSV" },
  json: { write: toJson, as: " as JSON" },
} as const;

/** Puts runs on the clipboard and says so. */
export async function copyRuns(
  { notices }: Pick<App, "notices">,
  runs: readonly RunSummary[],
  format: keyof typeof formats,
): Promise<void> {
  const { write, as } = formats[format];
  const what = format === "ids" ? counted(runs.length, "id") : counted(runs.length, "run");
  if (await copyText(write(runs))) notices.info(`${what} copied${as}.`);
  else notices.error("The runs were not copied: the system refused the clipboard.");
}
