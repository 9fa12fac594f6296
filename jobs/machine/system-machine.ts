import type { Machine, MachineState } from "../model/machine.ts";
import { isConnected } from "./connected.ts";
import { linuxOnMainsPower } from "./linux-power.ts";
import { isMetered, wifiNames } from "./network.ts";

/** Many schedules may ask at one moment: a program is asked again only after so long. */
const keptMs = 2_000;

export type SystemMachineOptions = {
  readonly platform: NodeJS.Platform;
  /** Where the system's programs are looked for (`PATH`). */
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** What can be read without a desktop: power on Linux, whether there is a network, and what NetworkManager knows of it. */
export function createSystemMachine({ platform, env }: SystemMachineOptions): Machine {
  const metered = keptFor(keptMs, () => isMetered(platform, env));
  const wifi = keptFor(keptMs, () => wifiNames(platform, env));
  return {
    read: async (facts) => {
      const [onMainsPower, online, isCosting, names] = await Promise.all([
        facts.includes("onMainsPower") && platform === "linux" ? linuxOnMainsPower() : undefined,
        facts.includes("online") ? isConnected(platform) : undefined,
        facts.includes("metered") ? metered() : undefined,
        facts.includes("wifi") ? wifi() : undefined,
      ]);
      return known({ onMainsPower, online, metered: isCosting, wifi: names });
    },
  };
}

type Facts = { readonly [K in keyof MachineState]: MachineState[K] | undefined };

/** Only what is known. */
function known(facts: Facts): MachineState {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (kept === undefined || performance.now() > until) kept = ask();
    else return kept;
    until = performance.now() + ms;
    return kept;
  };
}
