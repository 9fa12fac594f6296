import { useCallback } from "react";
import { Icon } from "../../../components/icon.tsx";
import { StatusItem } from "../../../components/status-item.tsx";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { useContent } from "../use-content.ts";
import { dollars, useBudget } from "./budget.ts";

/** What AI has cost today, once it has cost something or the user has set a budget. */
export function SpendStatus() {
  const { commands } = useApp();
  const client = useClient();
  const load = useCallback((signal: AbortSignal) => client.content.spend.byDay({ days: 1 }, { signal }), [client]);
  const { data } = useContent(load);
  const budget = useBudget();
  if (!data || (data.total.costUsd === 0 && !budget.chosen)) return null;
  const of = budget.dailyUsd > 0 ? ` of ${dollars(budget.dailyUsd)}` : "";
  return (
    <StatusItem title="What AI has cost today. Show AI spend" onClick={() => commands.execute("news.spend")}>
      <Icon name="sparkle" />
      AI today {dollars(data.total.costUsd)}
      {of}
    </StatusItem>
  );
}
