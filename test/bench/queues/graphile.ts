import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { Client } from "pg";
import { until } from "../support/open-engine.ts";

const logger = new Logger(() => () => undefined);

/**
 * Milliseconds in which graphile-worker works off `jobs` no-ops at concurrency 10, tuned as its manual says for speed:
 * a local queue, completions in batches. `synchronous_commit` is the server's default: on.
 */
export async function graphileDrainMs(url: string, jobs: number): Promise<number> {
  const utils = await makeWorkerUtils({ connectionString: url, logger });
  await utils.migrate();
  for (let sent = 0; sent < jobs; sent += 5_000)
    await utils.addJobs(
      Array.from({ length: Math.min(5_000, jobs - sent) }, () => ({ identifier: "noop", payload: {} })),
    );
  await utils.release();
  const watch = await watchJobs(url);
  let ran = 0;
  let started = 0;
  const noop = () => {
    // What it needs to connect is not counted.
    if (ran++ === 0) started = performance.now();
  };
  const runner = await run({
    preset: {
      worker: {
        ...{ connectionString: url, logger, concurrentJobs: 10, maxPoolSize: 12, pollInterval: 100 },
        ...{ localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      },
    },
    taskList: { noop },
    noHandleSignals: true,
  });
  await until(() => ran >= jobs);
  await watch.untilEmpty();
  const ms = performance.now() - started;
  await runner.stop();
  await watch.close();
  return ms;
}

/** A completed job of graphile-worker is a deleted row. */
async function watchJobs(url: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    untilEmpty: async (): Promise<void> => {
      for (;;) {
        const { rows } = await client.query("SELECT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS any");
        if (!rows[0]?.any) return;
      }
    },
    close: () => client.end(),
  };
}
