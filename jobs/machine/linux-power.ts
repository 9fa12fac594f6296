import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

type Supply = { readonly type: string; readonly online: string; readonly status: string };

/**
 * Whether the machine is on mains power, from `/sys/class/power_supply`; undefined where the kernel does not tell, which is
 * so on most desktops and servers.
 */
export async function linuxOnMainsPower(folder = "/sys/class/power_supply"): Promise<boolean | undefined> {
  const names = await readdir(folder).catch(() => []);
  const supplies = await Promise.all(names.map((name) => readSupply(path.join(folder, name))));
  return onMainsPower(supplies.filter((supply) => supply !== undefined));
}

async function readSupply(folder: string): Promise<Supply | undefined> {
  const field = (name: string) =>
    readFile(path.join(folder, name), "utf8").then(
      (text) => text.trim(),
      () => "",
    );
  // The battery of a mouse or a headset says nothing about the machine.
  if ((await field("scope")) === "Device") return undefined;
  return { type: await field("type"), online: await field("online"), status: await field("status") };
}

function onMainsPower(supplies: readonly Supply[]): boolean | undefined {
  const adapters = supplies.filter(({ type, online }) => type !== "Battery" && online !== "");
  if (adapters.some(({ online }) => online !== "0")) return true;
  const batteries = supplies.filter(({ type }) => type === "Battery");
  if (batteries.some(({ status }) => status === "Discharging")) return false;
  if (batteries.length === 0) return undefined;
  return adapters.length > 0 ? false : batteries.some(({ status }) => status === "Charging") || undefined;
}
