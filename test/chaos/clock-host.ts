import { z } from "zod";
import { createEngine } from "../../jobs/engine/engine.ts";
import { systemClock } from "../../jobs/model/clock.ts";
import { schemaTask } from "../../jobs/sdk/schema-task.ts";
import { memoryVault } from "../support/memory-vault.ts";
import { migrationsPath, root } from "../support/paths.ts";

/**
 * A host that follows the system's clock, which the test moves. A line on standard input is what the system says after it
 * slept or its clock was set; it is answered when all that is due has been planned and has run.
 */
const [home = ""] = process.argv.slice(2);
const task = (id: string, when: string) =>
  schemaTask({
    ...{ id, schema: z.object({}), isolation: "inline", queue: { concurrencyLimit: 5 } },
    schedules: [{ when, zone: "UTC" }],
    run: () => null,
  });
const engine = createEngine({
  facts: { home, version: "0.0.0-clock", kind: "headless", pid: process.pid, backend: "sqlite", startedAt: Date.now() },
  tasks: [task("minutely", "* * * * *"), task("hourly", "0 * * * *")],
  vault: memoryVault(),
  env: {},
  clock: systemClock,
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (text, data) => void process.stderr.write(`${text} ${data}\n`),
  },
  hostZone: "UTC",
  threadPath: `${root}/test/support/test-thread.ts`,
  migrations: migrationsPath,
  random: Math.random,
});
await engine.start();
process.stdout.write("ready\n");
for await (const _line of process.stdin) {
  await engine.wake();
  for (;;) {
    const { queuedRuns, activeRuns } = await engine.queries.engine();
    if (queuedRuns + activeRuns === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.stdout.write(`${Date.now()}\n`);
}
await engine.stop();
process.exit(0);
