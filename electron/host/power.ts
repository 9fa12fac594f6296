import type { PowerMonitor } from "electron";

/**
 * Tells of the machine's sleep and of its power. Nothing has to be done before it sleeps: what a run has written is on disk,
 * and the scheduler measures no time by waiting.
 */
export function watchPower(powerMonitor: Pick<PowerMonitor, "on">, listener: { readonly onChange: () => void }): void {
  powerMonitor.on("resume", listener.onChange);
  // A laptop that was only locked for hours may have throttled its timers.
  powerMonitor.on("unlock-screen", listener.onChange);
  // A run may wait for this.
  powerMonitor.on("on-ac", listener.onChange);
  powerMonitor.on("on-battery", listener.onChange);
  // Nobody is there now, which a run may wait for, too.
  powerMonitor.on("lock-screen", listener.onChange);
}
