import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { linuxOnMainsPower } from "../../../jobs/machine/linux-power.ts";
import { tempHome } from "../../support/temp-home.ts";

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

function sysfs(supplies: Supplies): string {
  const folder = tempHome();
  for (const [name, files] of Object.entries(supplies)) {
    mkdirSync(path.join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, name, file), `${text}\n`);
  }
  return folder;
}

const battery = (status: string) => ({ type: "Battery", status });
const mains = (online: string) => ({ type: "Mains", online });
const usb = (online: string) => ({ type: "USB", online });

describe("power on Linux", () => {
  it.each<[string, Supplies, boolean | undefined]>([
    ["a laptop that is plugged in", { AC: mains("1"), BAT0: battery("Charging") }, true],
    ["a laptop on battery", { AC: mains("0"), BAT0: battery("Discharging") }, false],
    ["a laptop that charges over USB-C", { AC: mains("0"), usb1: usb("1"), BAT0: battery("Charging") }, true],
    ["a tablet with a battery only", { BAT0: battery("Discharging") }, false],
    ["a full battery whose adapter is not told of", { BAT0: battery("Full") }, undefined],
    ["a desktop", {}, undefined],
    ["a desktop with a mouse", { mouse: { ...battery("Discharging"), scope: "Device" } }, undefined],
  ])("knows %s", async (_what, supplies, expected) => {
    expect(await linuxOnMainsPower(sysfs(supplies))).toBe(expected);
  });

  it("knows nothing where the kernel has no such folder", async () => {
    expect(await linuxOnMainsPower("/nowhere")).toBeUndefined();
  });
});
