import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { createStore, type Store } from "../../../state/store.ts";
import type { App } from "../../../workbench/app.ts";

/** The runs that are selected in the table, in its order; none while it is not shown. */
export function chosenRuns({ kept }: Pick<App, "kept">): Store<readonly RunSummary[]> {
  return kept.get("runs:/chosen", () => ({
    ...createStore<readonly RunSummary[]>([]),
    stop: () => undefined,
  }));
}
