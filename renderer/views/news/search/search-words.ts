import { createStore, type Store } from "../../../state/store.ts";
import type { App } from "../../../workbench/app.ts";

/** What is searched for; kept as long as the tab is open. */
export function searchWords({ kept }: Pick<App, "kept">): Store<string> {
  return kept.get("news-search:/words", () => ({ ...createStore(""), stop: () => undefined }));
}
