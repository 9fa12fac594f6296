import path from "node:path";
import Sqlite from "better-sqlite3";
import { better, defineQueue, defineWorker, JobStatus } from "plainjob";
import { until } from "../support/open-engine.ts";
import { tempFolder } from "../support/temp.ts";

const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

function openPlainjob() {
  const database = new Sqlite(path.join(tempFolder("plainjob"), "jobs.db"));
  const queue = defineQueue({ connection: better(database), logger: quiet });
  // Its own setting is NORMAL, which survives a killed process only; compared is what survives a power cut.
  database.pragma("synchronous = FULL");
  return queue;
}

/** Milliseconds in which ten of its workers work off `jobs` no-ops. */
export async function plainjobDrainMs(jobs: number, workers = 10): Promise<number> {
  const queue = openPlainjob();
  try {
    queue.addMany("noop", Array<object>(jobs).fill({}));
    let ran = 0;
    const options = { queue, logger: quiet, pollIntervall: 1, onCompleted: () => void ran++ };
    const all = Array.from({ length: workers }, () => defineWorker("noop", async () => undefined, options));
    const started = performance.now();
    const running = all.map((worker) => worker.start());
    await until(() => ran >= jobs && queue.countJobs({ status: JobStatus.Done }) === jobs);
    const ms = performance.now() - started;
    await Promise.all(all.map((worker) => worker.stop()));
    await Promise.all(running);
    return ms;
  } finally {
    queue.close();
  }
}

/** Milliseconds in which `jobs` are added one by one. */
export function plainjobEnqueueMs(jobs: number): number {
  const queue = openPlainjob();
  try {
    const started = performance.now();
    for (let index = 0; index < jobs; index++) queue.add("noop", {});
    return performance.now() - started;
  } finally {
    queue.close();
  }
}
