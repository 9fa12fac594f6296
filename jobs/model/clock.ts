/** Where a part gets its time from. Tests hand in a clock that they move; the program hands in `systemClock`. */
export type Clock = { readonly now: () => number };

/** The machine's clock, in milliseconds since the epoch (UTC). */
export const systemClock: Clock = { now: () => Date.now() };
