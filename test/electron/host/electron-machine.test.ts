import { describe, expect, it } from "vitest";
import { createElectronMachine } from "../../../electron/host/electron-machine.ts";
import type { MachineState } from "../../../jobs/model/machine.ts";

type Wish = { battery?: boolean; online?: boolean; idle?: number; system?: MachineState };

function machine(wish: Wish, blocked = new Set<number>()) {
  return createElectronMachine({
    powerSaveBlocker: {
      start: () => blocked.add(blocked.size + 1).size,
      stop: (id) => blocked.delete(id),
    },
    powerMonitor: { isOnBatteryPower: () => wish.battery ?? false, getSystemIdleTime: () => wish.idle ?? 0 },
    net: { isOnline: () => wish.online ?? true },
    system: { read: async () => wish.system ?? {} },
  });
}

const read = (wish: Wish) => machine(wish).read(["onMainsPower", "online", "idleMs"]);

describe("the machine as Electron knows it", () => {
  it("is on battery, offline or idle when Electron says so", async () => {
    const wish = { battery: true, online: false, idle: 90, system: { onMainsPower: true, online: true } };
    expect(await read(wish)).toEqual({ onMainsPower: false, online: false, idleMs: 90_000 });
  });

  it("is on battery or offline when only the system says so", async () => {
    expect(await read({ system: { onMainsPower: false, online: false } })).toEqual({
      ...{ onMainsPower: false, online: false, idleMs: 0 },
    });
  });

  it("is kept awake until it is let go", () => {
    const blocked = new Set<number>();
    const release = machine({}, blocked).keepAwake?.();
    expect(blocked.size).toBe(1);
    release?.();
    expect(blocked.size).toBe(0);
  });

  it("has everything where the system tells nothing", async () => {
    expect(await read({})).toEqual({ onMainsPower: true, online: true, idleMs: 0 });
  });
});
