import { EventEmitter } from "node:events";
import type { PowerMonitor } from "electron";
import { expect, it } from "vitest";
import { watchPower } from "../../../electron/host/power.ts";

it.each(["resume", "unlock-screen", "lock-screen", "on-ac", "on-battery"])("the machine's %s is told", (event) => {
  const monitor = new EventEmitter();
  let told = 0;
  watchPower(monitor as unknown as Pick<PowerMonitor, "on">, { onChange: () => void told++ });
  expect(told).toBe(0);
  monitor.emit(event);
  expect(told).toBe(1);
});
