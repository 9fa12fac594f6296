import { statSync } from "node:fs";
import path from "node:path";
import { createCleaner } from "../../../jobs/engine/cleaner.ts";
import { defaultRetention } from "../../../jobs/model/retention.ts";
import { createStores } from "../../../jobs/store/stores.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { migrationsPath } from "../../support/paths.ts";
import { watchLoop } from "../support/loop.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { count } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";

const lower = { better: "lower" } as const;
const goals = {
  loop: { name: "host's event loop while a whole history is deleted, p99", unit: "ms", goal: 100, ...lower },
  slice: { name: "a clean-up holds the writer at most", unit: "ms", goal: 50, ...lower },
  log: { name: "write-ahead log during a clean-up", unit: "MB", goal: 64, ...lower },
  size: { name: "size of the files after everything was deleted, of before", unit: "%", goal: 5, ...lower },
  speed: { name: "speed of a clean-up", unit: "per s", goal: 2_000, better: "higher" },
} as const satisfies Record<string, Goal>;

/** A clean-up that has a whole history to delete must not be felt: neither by the event loop nor on the disk. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const history = recorder.quick ? 12_000 : 1_000_000;
  const home = tempFolder("retention");
  const stores = createStores({ home, migrations: migrationsPath });
  const size = (name: string) => statSync(path.join(home, name), { throwIfNoEntry: false })?.size ?? 0;
  const both = () => size("jobdeck.db") + size("logs.db");
  let largestLog = 0;
  try {
    fillHistory(stores, { runs: history, linesPerRun: 2, endedAt: 0 });
    const before = both();
    const watch = setInterval(() => {
      largestLog = Math.max(largestLog, size("jobdeck.db-wal"), size("logs.db-wal"));
    }, 20);
    const loop = watchLoop();
    const startedAt = performance.now();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const clean = createCleaner({
      hostZone: "UTC",
      stores,
      policyOf: () => defaultRetention,
      clock: { now: Date.now },
      log,
    });
    const report = await clean(new AbortController().signal);
    const tookMs = performance.now() - startedAt;
    const delay = await loop.stop();
    clearInterval(watch);
    const words = `${count(report.runs)} runs and ${count(report.logLines)} lines deleted in ${(tookMs / 1_000).toFixed(1)} s`;
    recorder.measured(goals.loop, delay.p99, `slowest ${delay.max.toFixed(0)} ms; ${words}`);
    recorder.measured(goals.slice, report.longestSliceMs, words);
    recorder.measured(goals.log, largestLog / 2 ** 20, words);
    recorder.measured(goals.size, (100 * both()) / before, words);
    recorder.measured(goals.speed, (report.runs * 1_000) / tookMs, words);
  } finally {
    stores.close();
  }
}
