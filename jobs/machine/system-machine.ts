import type { Machine, MachineState } from "../model/machine.ts";
import { isConnected } from "./connected.ts";
import { linuxOnMainsPower } from "./linux-power.ts";

/** What can be read without a desktop: power on Linux, and whether there is a network. */
export function createSystemMachine(platform: NodeJS.Platform): Machine {
  return {
    read: async () => {
      const [onMainsPower, online] = await Promise.all([
        platform === "linux" ? linuxOnMainsPower() : undefined,
        isConnected(platform),
      ]);
      return known({ onMainsPower, online });
    },
  };
}

type Facts = { readonly [K in keyof MachineState]: MachineState[K] | undefined };

/** Only what is known. */
export function known(facts: Facts): MachineState {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
