import { createStore, type Store } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";

/** Whether the page of a run shows the form to run it again with another payload; kept while its tab is open. */
export function runWithOpen({ kept }: Pick<App, "kept">, runId: string): Store<boolean> {
  return kept.get(`run:${runId}/open/run-with`, () => ({ ...createStore(false), stop: () => undefined }));
}
