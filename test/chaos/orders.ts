import type { Death } from "./points.ts";

/** What a host of the chaos program is started with. */
export type Orders = {
  readonly home: string;
  readonly witnessFile: string;
  readonly death: Death;
  /** Asks for no further runs, lets all that is queued end, and stops in order. */
  readonly last: boolean;
};

export function writeOrders(orders: Orders): Record<string, string> {
  return { CHAOS_ORDERS: JSON.stringify(orders) };
}

export function readOrders(env: NodeJS.ProcessEnv): Orders {
  return JSON.parse(env.CHAOS_ORDERS ?? "") as Orders;
}
