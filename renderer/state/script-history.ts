import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { HistoryOptions } from "./history.ts";

type Source = Pick<HistoryOptions, "client" | "onRun">;

/** Reads the history of one schedule where that of its whole task would be read. */
export function ofSchedule(client: JobdeckClient, scheduleId: string, onRun: HistoryOptions["onRun"]): Source {
  return {
    client: {
      runs: {
        list: ({ limit, cursor }, options) =>
          client.schedules.runs({ scheduleId, ...defined({ limit, cursor }) }, options),
      },
      schedules: { ledger: (input, options) => client.schedules.ledger({ ...input, scheduleId }, options) },
    },
    onRun: (listener: (run: RunSummary) => void) =>
      onRun((run) => {
        if (run.scheduleId === scheduleId) listener(run);
      }),
  };
}

function defined({ limit, cursor }: { readonly limit: number | undefined; readonly cursor: number | undefined }) {
  return { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
}
