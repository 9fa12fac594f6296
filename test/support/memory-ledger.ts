import type { Ledger, Reservation, Settlement } from "../../jobs/services/ai/meter.ts";

export type LedgerRow = Reservation & { settled?: Settlement };

/** A ledger that keeps what it is told. With a limit, it refuses what could pass it. */
export function createMemoryLedger(limitUsd = Number.POSITIVE_INFINITY) {
  const rows: LedgerRow[] = [];
  const ledger: Ledger = {
    reserve: async (call) => {
      const spent = rows.reduce((sum, row) => sum + (row.settled?.costUsd ?? row.costUsd), 0);
      if (spent + call.costUsd > limitUsd) return { budget: "budget" };
      return { id: rows.push({ ...call }) - 1 };
    },
    settle: async (id, settlement) => {
      const row = rows[id];
      if (row) row.settled = settlement;
    },
  };
  return { ledger, rows };
}
