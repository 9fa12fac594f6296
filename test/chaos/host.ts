import { flushCompileCache } from "node:module";
import { createEngine, type Engine } from "../../jobs/engine/engine.ts";
import { systemClock } from "../../jobs/model/clock.ts";
import { takeHostLock } from "../../jobs/store/host-lock.ts";
import { memoryVault } from "../support/memory-vault.ts";
import { migrationsPath, root } from "../support/paths.ts";
import { readOrders } from "./orders.ts";
import { mortal, watchTransactions } from "./points.ts";
import { chaosTasks } from "./tasks.ts";
import { openWitness } from "./witness.ts";

/** A host as the headless one, with tasks that a witness sees, which dies as it was ordered. Says "ready" when it is. */
const { home, witnessFile, death, last } = readOrders(process.env);
const facts = { home, version: "0.0.0-chaos", kind: "headless", pid: process.pid, backend: "sqlite" } as const;
const startedAt = Date.now();
const lock = takeHostLock(home, { ...facts, startedAt });
const engine = createEngine({
  facts: { ...facts, startedAt },
  tasks: chaosTasks(witnessFile, death),
  vault: memoryVault(),
  env: {},
  clock: systemClock,
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (message, data) => void process.stderr.write(`${message} ${String(data)}\n`),
  },
  hostZone: "UTC",
  threadPath: `${root}/test/chaos/thread.ts`,
  migrations: migrationsPath,
  random: Math.random,
});
const witness = openWitness(witnessFile);
watchTransactions({
  database: engine.stores.database,
  at: mortal(death),
  onCompleted: (runs) => witness.write(...runs.map((run) => ({ phase: "completed", run }) as const)),
});
await engine.start();
// It will be killed, and would leave nothing for the next one.
flushCompileCache();
process.stdout.write("ready\n");
if (last) {
  await drain(engine);
  await engine.stop();
  lock.release();
  process.stdout.write("stopped\n");
  process.exit(0);
}
for (;;) await feed(engine);

/** Asks for runs as other programs do, some at a time, and has it witnessed when they were acknowledged. */
async function feed({ commands, queries }: Engine): Promise<void> {
  if ((await queries.engine()).queuedRuns < 40) {
    const wanted = (["queued", "ahead", "queued"] as const).map((taskId) => ({ taskId, payload: {} }));
    const runs = await commands.trigger(wanted, { trigger: "user" });
    witness.write(...runs.map(({ id }) => ({ phase: "acknowledged", run: id }) as const));
  }
  await new Promise((resolve) => setTimeout(resolve, 40));
}

/** Pauses the schedules, so that nothing more falls due, and waits for the end of all that is queued. */
async function drain({ scheduleCommands, stores, queries }: Engine): Promise<void> {
  for (const { id } of stores.schedules.all()) await scheduleCommands.pause(id);
  for (;;) {
    const { queuedRuns, activeRuns } = await queries.engine();
    if (queuedRuns + activeRuns === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
