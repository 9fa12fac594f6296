import type { PowerMonitor } from "electron";

/**
 * Tells of the machine's sleep. Nothing has to be done before it: what a run has written is on disk, and the scheduler
 * measures no time by waiting.
 */
export function watchPower(powerMonitor: Pick<PowerMonitor, "on">, listener: { readonly onResume: () => void }): void {
  powerMonitor.on("resume", listener.onResume);
  // A laptop that was only locked for hours may have throttled its timers.
  powerMonitor.on("unlock-screen", listener.onResume);
}
