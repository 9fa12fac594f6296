import type { PowerSaveBlocker } from "electron";
import type { Machine } from "../../jobs/model/machine.ts";

export type ElectronMachineOptions = {
  readonly powerMonitor: { readonly isOnBatteryPower: () => boolean; readonly getSystemIdleTime: () => number };
  readonly net: { readonly isOnline: () => boolean };
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, "start" | "stop">;
  /** What can be read without Electron. */
  readonly system: Machine;
};

/**
 * The machine as Electron knows it, over what can be read without it. Electron says "on mains" and "online" also where it
 * knows nothing, so that only its "no" goes before what the system says.
 */
export function createElectronMachine({
  powerMonitor,
  net,
  powerSaveBlocker,
  system,
}: ElectronMachineOptions): Machine {
  return {
    keepAwake: () => {
      const id = powerSaveBlocker.start("prevent-app-suspension");
      return () => void powerSaveBlocker.stop(id);
    },
    read: async (facts) => {
      const below = await system.read(facts);
      return {
        ...below,
        onMainsPower: powerMonitor.isOnBatteryPower() ? false : (below.onMainsPower ?? true),
        online: net.isOnline() && below.online !== false,
        idleMs: powerMonitor.getSystemIdleTime() * 1_000,
      };
    },
  };
}
