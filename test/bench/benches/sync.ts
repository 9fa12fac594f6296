import { settingField } from "../../../jobs/model/settings.ts";
import { runSync } from "../../support/run-sync.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { alternate, count, timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";
import { bareSync } from "../sync/bare.ts";
import { startSyncServer } from "../sync/server.ts";

const goals = {
  speed: { name: "sync-s3: small files against bare parallel SDK calls", unit: "x", goal: 0.8, better: "higher" },
  unchanged: {
    name: "sync-s3: calls to the bucket beyond its listing when nothing changed",
    unit: "requests",
    goal: 0,
    better: "lower",
  },
} as const satisfies Record<string, Goal>;

/** The sync against a server in a process of its own that answers at once: only what the client costs is left. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const files = recorder.quick ? 400 : 10_000;
  const parallel = Number(settingField("sync.batchSize")?.default);
  const server = await startSyncServer(files, 2_048);
  const settings = { ...server.settings };
  let home = "";
  const perSecond = (takeMs: () => Promise<number>) => async () => (files / (await takeMs())) * 1_000;
  try {
    await warmUp();
    const speeds = await alternate(
      { rounds: recorder.quick ? 2 : 3, budgetMs: recorder.quick ? 3_000 : 10 * 60_000 },
      {
        ours: perSecond(() => {
          home = tempFolder("sync");
          return timed(() => runSync({ home, settings }));
        }),
        bare: perSecond(() => timed(() => bareSync(settings, parallel))),
      },
    );
    const words = `${speeds.words("ours", "bare")}: ${count(files)} files of 2 KiB, ${parallel} at once${recorder.quick ? "; 10,000 without --quick" : ""}`;
    recorder.measured(goals.speed, speeds.ratio("ours", "bare"), words);
    await server.requests();
    const ms = await timed(() => runSync({ home, settings }));
    const { list = 0, ...others } = await server.requests();
    const sum = Object.values(others).reduce((total, requests) => total + requests, 0);
    const lookUps = others.stores ?? 0;
    recorder.measured(
      goals.unchanged,
      sum - lookUps,
      `${list} pages of the listing, ${lookUps} look-up of the vector store, ${Math.round(ms)} ms for ${count(files)} files`,
    );
  } finally {
    server.close();
  }
}

/** Loads the SDKs and compiles. */
async function warmUp(): Promise<void> {
  const server = await startSyncServer(40, 2_048);
  try {
    await runSync({ home: tempFolder("sync"), settings: server.settings });
  } finally {
    server.close();
  }
}
