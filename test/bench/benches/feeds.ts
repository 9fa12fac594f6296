import { writeFileSync } from "node:fs";
import path from "node:path";
import RssParser from "rss-parser";
import { openContent } from "../../../jobs/content/content-database.ts";
import { migrateContent } from "../../../jobs/content/migrate-content.ts";
import { homeFiles } from "../../../jobs/model/home.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import type { TaskContext } from "../../../jobs/sdk/context.ts";
import { createStep } from "../../../jobs/sdk/step.ts";
import { createTaskClient } from "../../../jobs/sdk/task-client.ts";
import { ingestAllSources } from "../../../jobs/tasks/sources/ingest-all.ts";
import { ingestRss } from "../../../jobs/tasks/sources/ingest-rss.ts";
import { sourceParts } from "../../../jobs/tasks/sources/source-parts.ts";
import { migrationsPath, testThreadPath } from "../../support/paths.ts";
import { feedOf } from "../feeds/sample-feed.ts";
import { type FeedServer, startFeedServer } from "../feeds/server.ts";
import { watchLoop } from "../support/loop.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { openEngine, until } from "../support/open-engine.ts";
import { alternate, count, timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";

const goals = {
  time: {
    name: "feeds: from the server to rows on disk, against rss-parser alone",
    unit: "x",
    goal: 2,
    better: "lower",
  },
  memory: { name: "feeds: memory while all are taken in", unit: "MiB", goal: 300, better: "lower" },
  loop: { name: "feeds: host's event loop while all are taken in, p99", unit: "ms", goal: 100, better: "lower" },
  unchanged: { name: "feeds: requests of each that has not changed", unit: "requests", goal: 1, better: "lower" },
} as const satisfies Record<string, Goal>;

/** All feeds in one run, from a server in a process of its own that answers at once. */
export const bench: Bench = { goals: Object.values(goals), run };

const itemsEach = 100;

async function run(recorder: Recorder): Promise<void> {
  const feeds = recorder.quick ? 40 : 200;
  const server = await startFeedServer(itemsEach);
  const words = `${feeds} feeds with ${count(feeds * itemsEach)} items${recorder.quick ? "; 200 without --quick" : ""}`;
  try {
    let home = await newHome(server, feeds);
    await ingest(home, server);
    // Before rss-parser has run, which takes memory of its own.
    recorder.measured(goals.memory, process.resourceUsage().maxRSS / 1_024, `the whole process, at most; ${words}`);
    await server.requests();
    const { newItems } = await ingest(home, server);
    const { all, conditional } = await server.requests();
    const asked = `${conditional} of ${all} with a validator, ${newItems} new items; ${words}`;
    recorder.measured(goals.unchanged, all / feeds, asked);
    const delay = await hostLoop(await newHome(server, feeds), server);
    recorder.measured(goals.loop, delay.p99, `slowest ${delay.max.toFixed(0)} ms, in a thread of a host; ${words}`);

    const texts = Array.from({ length: feeds }, (_, at) => feedOf(at, itemsEach));
    const perSecond = (ms: number) => ((feeds * itemsEach) / ms) * 1_000;
    const speeds = await alternate(
      { rounds: recorder.quick ? 2 : 5, budgetMs: recorder.quick ? 4_000 : 5 * 60_000 },
      {
        ours: async () => {
          home = await newHome(server, feeds);
          return perSecond(await timed(() => ingest(home, server)));
        },
        parser: async () =>
          perSecond(
            await timed(async () => {
              for (const text of texts) await new RssParser().parseString(text);
            }),
          ),
      },
    );
    const detail = `items, ${speeds.words("ours", "parser")}: ${words}`;
    recorder.measured(goals.time, speeds.ratio("parser", "ours"), detail);
  } finally {
    server.close();
  }
}

async function newHome(server: FeedServer, feeds: number): Promise<string> {
  const home = tempFolder("feeds");
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  await withParts(home, server, async ({ sources }) => {
    for (let at = 0; at < feeds; at += 1)
      await sources.add({ kind: "rss", url: `http://${server.host}/${at}`, title: `Feed ${at}` }, 0);
  });
  return home;
}

/** How long a host's loop is held up while a thread of it takes all in. A window listens, as it does in the app. */
async function hostLoop(home: string, { host }: FeedServer) {
  const settings = { "network.allowedHosts": host, "news.fullText": false };
  writeFileSync(homeFiles(home).settings, JSON.stringify(settings));
  const engine = openEngine({ home, tasks: [ingestRss], threadPath: testThreadPath });
  try {
    await engine.start();
    engine.changes.emitter.on("live", () => undefined);
    const loop = watchLoop();
    const { id } = await engine.commands.run(ingestRss.id, {});
    await until(() => isFinal(engine.queries.find(id).state), 10 * 60_000);
    const { error } = engine.queries.run(id);
    if (error) throw new Error(error.message);
    return await loop.stop();
  } finally {
    await engine.stop();
  }
}

function ingest(home: string, server: FeedServer) {
  return withParts(home, server, (parts) => ingestAllSources(parts, context));
}

async function withParts<T>(
  home: string,
  { host }: FeedServer,
  work: (parts: ReturnType<typeof sourceParts>) => Promise<T>,
): Promise<T> {
  const content = openContent(path.join(home, "content.db"));
  const settings = { "network.allowedHosts": host, "news.fullText": "false" };
  return work(sourceParts(content, settings)).finally(() => content.destroy());
}

const unasked = () => Promise.reject(new Error("There is no host here"));
const silent = () => undefined;
const context: TaskContext = {
  logger: { debug: silent, info: silent, warn: silent, error: silent },
  run: { id: "r", taskId: "ingest-rss", attempt: 1, maxAttempts: 1, trigger: "user", scheduledAt: null },
  ...{ progress: silent, report: silent, secrets: {}, settings: {}, contentPath: "" },
  ...{ signal: new AbortController().signal, tasks: createTaskClient(unasked), step: createStep({}, unasked) },
  span: async (_name, work) => work(),
  guardProcess: () => () => undefined,
};
