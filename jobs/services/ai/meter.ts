import { costOf, dearest, type PriceTable, priceOf } from "../../model/ai-prices.ts";
import type { TokenUse } from "./ai.ts";

/** A call that is about to be made, at what it can cost at the most. */
export type Reservation = {
  readonly kind: "answer" | "embedding";
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
};

export type Settlement = TokenUse & {
  /** What budgets count. */
  readonly costUsd: number;
  /** False: the model is not in the price table, and the cost is what the dearest model would have cost. */
  readonly priceKnown: boolean;
  readonly outcome: "ok" | "failed";
};

/** Where calls are written down, and what may still be spent is known. */
export type Ledger = {
  /**
   * Writes the call down before it is made, unless that could pass a budget: then gives the budget that stands in the way.
   * Calls of other runs that are under way count as spent.
   */
  readonly reserve: (call: Reservation) => Promise<{ readonly id: number } | { readonly budget: string }>;
  readonly settle: (id: number, settlement: Settlement) => Promise<void>;
};

/** Not a failure: there is no money left for what was to be asked. */
export class BudgetError extends Error {
  constructor(budget: string) {
    super(budget);
    this.name = "BudgetError";
  }
}

type MeterOptions = {
  readonly ledger: Ledger;
  readonly prices: PriceTable;
  /** A server on this computer costs nothing. */
  readonly free: boolean;
};

export type Meter = ReturnType<typeof createMeter>;

/** Writes down what calls cost, and refuses those that could pass a budget. */
export function createMeter({ ledger, prices, free }: MeterOptions) {
  const priced = (model: string, tokens: TokenUse) => {
    if (free) return { costUsd: 0, priceKnown: true };
    const known = priceOf(prices, model);
    return { costUsd: costOf(known ?? dearest(prices), tokens), priceKnown: known !== undefined };
  };
  return {
    /**
     * Makes a call whose most is known before.
     *
     * @throws BudgetError before the call, when it could pass a budget; what the call throws
     */
    measured: async <T extends { readonly usage: TokenUse }>(
      call: { readonly kind: Reservation["kind"]; readonly model: string; readonly most: TokenUse },
      make: () => Promise<T>,
    ): Promise<T> => {
      const { kind, model, most } = call;
      const reserved = await ledger.reserve({ kind, model, ...most, costUsd: priced(model, most).costUsd });
      if ("budget" in reserved) throw new BudgetError(reserved.budget);
      try {
        const answer = await make();
        // A server that does not count is counted for.
        const usage = answer.usage.inputTokens > 0 ? answer.usage : most;
        await ledger.settle(reserved.id, { ...usage, ...priced(model, usage), outcome: "ok" });
        return answer;
      } catch (error) {
        const spent = mayHaveCost(error) ? most : { inputTokens: 0, outputTokens: 0 };
        await ledger.settle(reserved.id, { ...spent, ...priced(model, spent), outcome: "failed" });
        throw error;
      }
    },
  };
}

/** A refusal costs nothing; an answer that was lost may have cost everything. */
function mayHaveCost(error: unknown): boolean {
  return !(error instanceof Error && "ambiguous" in error && error.ambiguous === false);
}
