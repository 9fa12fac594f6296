import { useEffect, useMemo, useState } from "react";
import { createLatest } from "../state/latest.ts";
import type { App } from "./app.ts";
import { commandPrefix, type FoundItem } from "./quick-open.ts";

/** Milliseconds of quiet before views are asked: the jobs are there at once. */
const waitMs = 80;
const fewestLetters = 2;
const none: readonly FoundItem[] = [];

/** What views find for what is typed in the quick open: it comes a moment after what is known already. */
export function useFoundLater(app: App, text: string): readonly FoundItem[] {
  const [found, setFound] = useState<{ readonly text: string; readonly items: readonly FoundItem[] }>();
  const latest = useMemo(
    () =>
      createLatest({
        waitMs,
        call: async (typed: string, signal) => {
          const all = await Promise.all(app.views.flatMap(({ find }) => find?.(app, typed, signal) ?? []));
          return all.flat().map((item): FoundItem => ({ ...item, places: [] }));
        },
        onResult: (typed, items) => setFound({ text: typed, items }),
        // Jobs can still be gone to; the search itself says what is wrong with it.
        onError: () => setFound(undefined),
      }),
    [app],
  );
  const wanted = text.startsWith(commandPrefix) || text.trim().length < fewestLetters ? null : text;
  useEffect(() => {
    if (wanted !== null) latest.ask(wanted);
    return latest.cancel;
  }, [latest, wanted]);
  // What was found for a shorter text stays until there is better: the list does not jump.
  return wanted === null || !found ? none : found.items;
}
