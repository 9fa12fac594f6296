import path from "node:path";
import { migrateContent } from "../../../jobs/content/migrate-content.ts";
import { syncS3 } from "../../../jobs/tasks/sync/sync-s3.ts";
import { migrationsPath, root } from "../../support/paths.ts";
import { watchLoop } from "../support/loop.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { completed, openEngine, until } from "../support/open-engine.ts";
import { count, timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";
import { type SyncServer, startSyncServer } from "../sync/server.ts";

const goal: Goal = {
  name: "sync-s3: growth of memory while files of 100 KiB are synced",
  ...{ unit: "MiB", goal: 150, better: "lower" },
};

/** As the host does it: in a thread, in a process that has not worked yet. */
export const bench: Bench = { goals: [goal], run };

async function run(recorder: Recorder): Promise<void> {
  const files = recorder.quick ? 400 : 10_000;
  const home = tempFolder("sync");
  const engine = openEngine({ home, tasks: [syncS3], threadPath: path.join(root, "jobs", "pool", "thread.ts") });
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  const sync = async (server: SyncServer) => {
    const before = completed(engine, syncS3.id);
    engine.settings.override(server.settings);
    await engine.commands.run(syncS3.id, {});
    await until(() => completed(engine, syncS3.id) > before, 20 * 60_000);
    server.close();
  };
  try {
    await engine.start();
    // Loads the SDKs and compiles.
    await sync(await startSyncServer(40, 2_048));
    const server = await startSyncServer(files, 100 * 1_024);
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage.rss());
    }, 20);
    const loop = watchLoop();
    const ms = await timed(() => sync(server));
    clearInterval(watch);
    const delay = await loop.stop();
    const words = `${count(files)} files in ${(ms / 1_000).toFixed(1)} s, from ${count(before / 2 ** 20)} to ${count(highest / 2 ** 20)} MiB`;
    recorder.measured(
      goal,
      (highest - before) / 2 ** 20,
      `${words}${recorder.quick ? "; 10,000 files without --quick" : ""}`,
    );
    recorder.figure("host's event loop while a bucket is synced, p99", delay.p99, "ms");
  } finally {
    await engine.stop();
  }
}
