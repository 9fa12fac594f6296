import { createStore, type Store } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";

/** Names of the categories that are folded; kept by the app while another side bar is shown. */
export function foldedCategories(app: Pick<App, "kept">): Store<ReadonlySet<string>> {
  return app.kept.get("jobs/folded", () => ({
    ...createStore<ReadonlySet<string>>(new Set()),
    stop: () => undefined,
  }));
}
