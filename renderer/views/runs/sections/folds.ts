import { keptFields } from "../../../state/fields-of.ts";
import { createStore, type Store } from "../../../state/store.ts";
import type { App } from "../../../workbench/app.ts";
import { browserStorage, type LayoutStorage } from "../../../workbench/layout-store.ts";

export const sectionKinds = ["error", "text", "output", "payload"] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Which parts of a run the user wants to see: true is open. What was never chosen is not in it. */
export type Folds = Readonly<Partial<Record<SectionKind, boolean>>>;

/** The choices as they were kept; what makes no sense is as if it had never been chosen. */
export function parseFolds(text: string | null): Folds {
  const values = keptFields(text);
  const chosen = sectionKinds.filter((kind) => typeof values[kind] === "boolean");
  return Object.fromEntries(chosen.map((kind) => [kind, values[kind]]));
}

/** The choices for all runs, kept with every change. */
export function createFolds(storage: LayoutStorage): Store<Folds> & { readonly stop: () => void } {
  const store = createStore(parseFolds(storage.read()));
  const stop = store.subscribe(() => storage.write(JSON.stringify(store.get())));
  return { ...store, stop };
}

export function keptFolds({ kept }: Pick<App, "kept">): Store<Folds> {
  return kept.get("runs/folds", () => createFolds(browserStorage(window.localStorage, "jobdeck.run-folds")));
}
