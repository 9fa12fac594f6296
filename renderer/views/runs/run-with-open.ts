import { isRunWithBegun } from "../../forms/run-with.tsx";
import { createStore, type Store } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";

/** Whether the page of a run shows the form to run it again with another payload; kept while its tab is open. */
export function runWithOpen(app: Pick<App, "kept" | "drafts">, runId: string): Store<boolean> {
  const editor = `run:${runId}`;
  return app.kept.get(`${editor}/open/run-with`, () => ({
    ...createStore(isRunWithBegun(app, editor)),
    stop: () => undefined,
  }));
}
