import type { Pool } from "../pool/pool.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import type { Stores } from "../store/stores.ts";
import type { Awake } from "./awake.ts";
import type { Changes } from "./changes.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { HeldRuns } from "./held-runs.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Upkeep } from "./upkeep.ts";

/** Active runs get this long to end by themselves. */
const patienceMs = 10_000;

type StopOptions = {
  readonly scheduler: Scheduler;
  readonly heldRuns: HeldRuns;
  readonly awake: Awake;
  readonly dispatcher: Dispatcher;
  readonly live: LiveRuns;
  readonly pool: Pool;
  readonly changes: Changes;
  readonly upkeep: Upkeep;
  readonly stores: Stores;
};

/**
 * Stops in order: no new claims, the signal to every active run, up to 10 s for them to end; what still goes on is ended
 * with its thread and waits for the next start as `retry`, its try not counted.
 */
export async function stopEngine(options: StopOptions): Promise<void> {
  const { scheduler, heldRuns, awake, dispatcher, live, pool, changes, upkeep, stores } = options;
  await dispatcher.stop();
  await upkeep.stop();
  await scheduler.stop();
  await heldRuns.stop();
  live.abortAll("shutdown");
  await Promise.race([dispatcher.idle(), wait(patienceMs)]);
  pool.close();
  await Promise.race([dispatcher.idle(), wait(patienceMs)]);
  await changes.close();
  await awake.stop();
  stores.close();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
