import { setTimeout as wait } from "node:timers/promises";
import { openEngine } from "../support/open-engine.ts";

/**
 * A host with so many schedules, none of which is due meanwhile: `schedules-process.ts COUNT IDLE_MS`. Tells the parent what
 * starting and waiting cost.
 */
const [, , schedules = "10", idleMs = "3000"] = process.argv;
const engine = openEngine();
const now = Date.now();
engine.stores.database.transaction(() => {
  for (let index = 0; index < Number(schedules); index++)
    engine.stores.schedules.create(
      {
        ...{ id: `s-${index}`, taskId: "noop-strict", title: `Schedule ${index}`, zone: zoneOf(index), payload: "{}" },
        // Once a day, twelve hours from now: nothing is due while it waits.
        ...{ when: `${index % 60} ${(new Date(now).getUTCHours() + 12) % 24} * * *`, policies: "{}" },
        ...{ pausedAt: null, importKey: null },
      },
      now,
    );
})();

globalThis.gc?.();
const rssBefore = process.memoryUsage();
const started = performance.now();
await engine.start();
const startMs = performance.now() - started;
globalThis.gc?.();
await wait(500);
globalThis.gc?.();
const memory = process.memoryUsage();
process.send?.({ kind: "started", startMs, rss: memory.rss, heap: memory.heapUsed + memory.external });

const cpu = process.cpuUsage();
await wait(Number(idleMs));
const used = process.cpuUsage(cpu);
process.send?.({ kind: "idled", cpuMs: (used.user + used.system) / 1_000, grownBy: memory.rss - rssBefore.rss });
await engine.stop();
process.disconnect?.();

function zoneOf(index: number): string {
  // Named zones cost the most to compute with; none of these is twelve hours away from UTC.
  return ["UTC", "Europe/Berlin", "Europe/London", "Africa/Lagos"][index % 4] ?? "UTC";
}
