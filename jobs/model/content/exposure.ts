import type { Holding } from "../portfolio.ts";
import type { HoldingView, Portfolio } from "./portfolio-views.ts";

type Held = Pick<Holding, "symbol" | "quantity" | "cost" | "currency" | "sector">;

/** Sector of what has none. */
export const otherSector = "Other";

/**
 * Holdings with their value and their part of all that is held in the same currency: without a market's rates, currencies
 * cannot be added. The currency with the most holdings comes first, within it what is worth most.
 */
export function valued(holdings: readonly Held[]): readonly HoldingView[] {
  return byCurrency(holdings).flatMap(({ held, value: whole }) =>
    held
      .map(({ symbol, quantity, cost, currency, sector }) => {
        const value = quantity * cost;
        return { symbol, quantity, cost, currency, sector, value, share: part(value, whole) };
      })
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value)),
  );
}

/** What is in which sector, by currency. */
export function exposureOf(holdings: readonly Held[]): Portfolio["exposure"] {
  return byCurrency(holdings).map(({ currency, held, value: whole }) => {
    const sectors = new Map<string, number>();
    for (const { sector, quantity, cost } of held) {
      const name = sector ?? otherSector;
      sectors.set(name, (sectors.get(name) ?? 0) + quantity * cost);
    }
    const parts = [...sectors].map(([name, value]) => ({ name, value, share: part(value, whole) }));
    return { currency, value: whole, sectors: parts.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)) };
  });
}

function byCurrency(holdings: readonly Held[]) {
  const currencies = [...new Set(holdings.map(({ currency }) => currency))];
  return currencies
    .map((currency) => {
      const held = holdings.filter((holding) => holding.currency === currency);
      return { currency, held, value: held.reduce((sum, { quantity, cost }) => sum + quantity * cost, 0) };
    })
    .sort((a, b) => b.held.length - a.held.length);
}

/** What is owed (a short position) counts with its size. */
function part(value: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.abs(value / whole));
}
