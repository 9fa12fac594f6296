import { runSync } from "../../support/run-sync.ts";
import { watchLoop } from "../support/loop.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { count, timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";
import { startSyncServer } from "../sync/server.ts";
import { warmUp } from "../sync/warm-up.ts";

const goal: Goal = {
  name: "sync-s3: growth of memory while files of 100 KiB are synced",
  ...{ unit: "MiB", goal: 150, better: "lower" },
};

/** In a process that has not worked yet: memory that was taken before would hide what is taken now. */
export const bench: Bench = { goals: [goal], run };

async function run(recorder: Recorder): Promise<void> {
  const files = recorder.quick ? 400 : 10_000;
  const server = await startSyncServer(files, 100 * 1_024);
  try {
    await warmUp();
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 20);
    const loop = watchLoop();
    const ms = await timed(() => runSync({ home: tempFolder("sync"), settings: server.settings }));
    clearInterval(watch);
    const delay = await loop.stop();
    const words = `${count(files)} files in ${(ms / 1_000).toFixed(1)} s, from ${count(before / 2 ** 20)} to ${count(highest / 2 ** 20)} MiB${recorder.quick ? "; 10,000 files without --quick" : ""}`;
    recorder.measured(goal, (highest - before) / 2 ** 20, words);
    recorder.figure("event loop of the thread that syncs, p99", delay.p99, "ms");
  } finally {
    server.close();
  }
}
