import type { TakeOverEntry, TakeOverPlan } from "../../../jobs/model/take-over.ts";

/** The keys of the lines that are to be taken over. */
export type Choice = ReadonlySet<string>;

/** What can be chosen: what is not there yet. */
export function openEntries({ entries }: Pick<TakeOverPlan, "entries">): readonly TakeOverEntry[] {
  return entries.filter(({ state }) => state === "planned");
}

/** At first everything that is new. */
export function firstChoice(plan: Pick<TakeOverPlan, "entries">): Choice {
  return new Set(openEntries(plan).map(({ importKey }) => importKey));
}

export function toggled(choice: Choice, importKey: string): Choice {
  const next = new Set(choice);
  if (!next.delete(importKey)) next.add(importKey);
  return next;
}

/** The lines as they were shown, for the host to make. */
export function chosenLines(plan: Pick<TakeOverPlan, "entries">, choice: Choice) {
  return openEntries(plan)
    .filter(({ importKey }) => choice.has(importKey))
    .map(({ importKey, command }) => ({ importKey, command }));
}

/** The plan with what became of its lines. */
export function withMade(plan: TakeOverPlan, made: readonly TakeOverEntry[]): TakeOverPlan {
  const known = new Map(made.map((entry) => [entry.importKey, entry]));
  return { ...plan, entries: plan.entries.map((entry) => known.get(entry.importKey) ?? entry) };
}
