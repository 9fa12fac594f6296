/** How long "Pause all" lasts. */
export type PauseLength = "hour" | "tomorrow" | "resumed";

/** Milliseconds that a pause lasts, or undefined for one that lasts until resumed. Tomorrow begins at local midnight. */
export function pauseMs(until: PauseLength, now: number): number | undefined {
  if (until === "resumed") return undefined;
  if (until === "hour") return 3_600_000;
  const today = new Date(now);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1).getTime();
  // The contract takes no pause under a second; in the last second of a day the next one is meant.
  return Math.max(1_000, tomorrow - now);
}
