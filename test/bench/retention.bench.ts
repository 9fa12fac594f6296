import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createCleaner } from "../../jobs/engine/cleaner.ts";
import { defaultRetention } from "../../jobs/model/retention.ts";
import { createStores } from "../../jobs/store/stores.ts";
import { fillHistory } from "../support/fill-history.ts";
import { migrationsPath } from "../support/paths.ts";
import { type Bench, measure } from "./measure.ts";

/** A clean-up that has a whole history to delete must not be felt: neither by the event loop nor on the disk. */
export const retentionBench: Bench = {
  name: "retention",
  run: async ({ quick }) => {
    const history = quick ? 50_000 : 1_000_000;
    const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-bench-"));
    const stores = createStores({ home, migrations: migrationsPath });
    const size = (name: string) => statSync(path.join(home, name), { throwIfNoEntry: false })?.size ?? 0;
    let largestLog = 0;
    try {
      fillHistory(stores, { runs: history, linesPerRun: 2, endedAt: 0 });
      const before = size("jobdeck.db") + size("logs.db");
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const watch = setInterval(() => {
        largestLog = Math.max(largestLog, size("jobdeck.db-wal"), size("logs.db-wal"));
      }, 20);
      delay.enable();
      const startedAt = performance.now();
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
      const clean = createCleaner({ stores, policyOf: () => defaultRetention, clock: { now: Date.now }, log });
      const report = await clean(new AbortController().signal);
      const tookMs = performance.now() - startedAt;
      delay.disable();
      clearInterval(watch);
      const of = `deleting ${report.runs.toLocaleString("en")} runs and ${report.logLines.toLocaleString("en")} lines`;
      const left = (100 * (size("jobdeck.db") + size("logs.db"))) / before;
      return [
        measure({
          name: `event loop p99 while ${of}`,
          value: delay.percentile(99) / 1e6,
          unit: "ms",
          goal: 100,
          better: "lower",
        }),
        measure({
          name: `writer held at most while ${of}`,
          value: report.longestSliceMs,
          unit: "ms",
          goal: 50,
          better: "lower",
        }),
        measure({
          name: `largest write-ahead log while ${of}`,
          value: largestLog / 2 ** 20,
          unit: "MiB",
          goal: 64,
          better: "lower",
        }),
        measure({ name: `size of the files after ${of}`, value: left, unit: "%", goal: 5, better: "lower" }),
        measure({
          name: `speed of ${of}`,
          value: (report.runs * 1_000) / tookMs,
          unit: "per s",
          goal: 2_000,
          better: "higher",
        }),
      ];
    } finally {
      stores.close();
      rmSync(home, { recursive: true, force: true });
    }
  },
};
