import { z } from "zod";
import type { Clock } from "../model/clock.ts";
import type { SettingStore } from "../store/settings.ts";

const settingOf = (group: string): string => `host.passed.${group}`;

const keptSchema = z.object({ at: z.number(), facts: z.string() });

/**
 * Which groups of credentials have passed a test. Kept with `facts`, which hold no secret: when they are others, the test was
 * of other values. That a secret has changed its owner says by `forget`.
 */
export function createPassedTests({ store, clock }: { readonly store: SettingStore; readonly clock: Clock }) {
  return {
    /** When it passed, in UTC milliseconds; null when these values have not. */
    at: (group: string, facts: string): number | null => {
      const kept = keptSchema.safeParse(parsed(store.get(settingOf(group))));
      return kept.success && kept.data.facts === facts ? kept.data.at : null;
    },
    note: (group: string, facts: string): void =>
      store.set(settingOf(group), JSON.stringify({ at: clock.now(), facts }), clock.now()),
    forget: (group: string): void => store.remove(settingOf(group)),
  };
}

export type PassedTests = ReturnType<typeof createPassedTests>;

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // Not of our writing: as good as none.
    return null;
  }
}
