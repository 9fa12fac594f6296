import { createStore, type Store } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";

export type Folds = ReadonlyMap<string, "open" | "folded">;

/** Names of the categories that the user opened or folded; kept by the app while another side bar is shown. */
export function foldedCategories(app: Pick<App, "kept">): Store<Folds> {
  return app.kept.get("jobs/folded", () => ({
    ...createStore<Folds>(new Map()),
    stop: () => undefined,
  }));
}
