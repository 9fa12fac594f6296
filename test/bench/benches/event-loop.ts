import { watchLoop } from "../support/loop.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { completed, openEngine, until } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { count } from "../support/stats.ts";

const under100 = { unit: "ms", goal: 100, better: "lower" } as const;
const goals = {
  log: { name: "host's event loop while a task logs a million lines, p99", ...under100 },
  enqueue: { name: "host's event loop while 10,000 runs are enqueued, p99", ...under100 },
  batch: { name: "host's event loop while 10,000 runs are enqueued in one call, p99", ...under100 },
  work: { name: "host's event loop while 10,000 runs are worked off, p99", ...under100 },
} satisfies Record<string, Goal>;

/** Whatever goes on, the window and the tray have to be answered. A window listens, as it does in the app. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const lines = recorder.quick ? 200_000 : 1_000_000;
  await attempt(recorder, [goals.log], () =>
    watched(recorder, goals.log, `${count(lines)} lines`, async (engine) => {
      await engine.commands.run("chatty", { lines });
      return () => completed(engine, "chatty") === 1;
    }),
  );
  await attempt(recorder, [goals.enqueue], () =>
    watched(recorder, goals.enqueue, "one call for each, all at once; none is worked on", async (engine) => {
      await engine.commands.pauseEngine(undefined);
      await Promise.all(Array.from({ length: 10_000 }, () => engine.commands.run("noop-strict", {})));
      return () => true;
    }),
  );
  await attempt(recorder, [goals.batch], () =>
    watched(recorder, goals.batch, "one transaction; none is worked on", async (engine) => {
      await engine.commands.pauseEngine(undefined);
      const requests = Array.from({ length: 10_000 }, () => ({ taskId: "noop-strict", payload: {} }));
      await engine.commands.trigger(requests, { trigger: "user" });
      return () => true;
    }),
  );
  await attempt(recorder, [goals.work], () =>
    watched(recorder, goals.work, "inline, concurrency 10, claiming ahead", async (engine) => {
      await Promise.all(Array.from({ length: 10_000 }, () => engine.commands.run("noop-ahead", {})));
      return () => completed(engine, "noop-ahead") === 10_000;
    }),
  );
}

type Engine = ReturnType<typeof openEngine>;

async function watched(
  recorder: Recorder,
  goal: Goal,
  words: string,
  work: (engine: Engine) => Promise<() => boolean>,
) {
  const engine = openEngine();
  try {
    await engine.start();
    engine.changes.emitter.on("live", () => undefined);
    const started = performance.now();
    const loop = watchLoop();
    await until(await work(engine));
    const delay = await loop.stop();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    recorder.measured(goal, delay.p99, `slowest ${delay.max.toFixed(0)} ms in ${seconds} s; ${words}`);
  } finally {
    await engine.stop();
  }
}
