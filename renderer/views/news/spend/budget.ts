import { useCallback, useEffect } from "react";
import { useResource } from "../../../state/resource.ts";
import { useClient, useLive } from "../../../workbench/app-context.tsx";

export type Budget = {
  /** US dollars; 0 for none. */
  readonly dailyUsd: number;
  readonly monthlyUsd: number;
  /** The user has chosen one. */
  readonly chosen: boolean;
};

const noBudget: Budget = { dailyUsd: 0, monthlyUsd: 0, chosen: false };

/** What may be spent on AI, as the settings say. */
export function useBudget(): Budget {
  const client = useClient();
  const version = useLive((live) => live.settingsVersion);
  const load = useCallback(
    async (signal: AbortSignal): Promise<Budget> => {
      const fields = (await client.settings.list({}, { signal })).flatMap((group) => group.fields);
      const field = (name: string) => fields.find((each) => each.name === name);
      const amount = (name: string) => Number(field(name)?.value ?? field(name)?.default ?? 0) || 0;
      const names = ["ai.dailyBudgetUsd", "ai.monthlyBudgetUsd"] as const;
      const chosen = names.some((name) => field(name)?.source === "stored");
      return { dailyUsd: amount(names[0]), monthlyUsd: amount(names[1]), chosen };
    },
    [client],
  );
  const { data, reload } = useResource(load);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it says that the values may be others now
  useEffect(() => reload(), [version, reload]);
  return data ?? noBudget;
}

/** "$0.14"; "under $0.01" for what is not nothing. */
export function dollars(value: number): string {
  if (value > 0 && value < 0.01) return "under $0.01";
  return `$${value.toFixed(2)}`;
}
