import { monitorEventLoopDelay } from "node:perf_hooks";
import { createEngine, type Engine } from "../../jobs/engine/engine.ts";
import { systemClock } from "../../jobs/model/clock.ts";
import { isFinal } from "../../jobs/model/run-state.ts";
import { memoryVault } from "../support/memory-vault.ts";
import { migrationsPath, root } from "../support/paths.ts";
import { calmTask, hostileTasks } from "./hostile-tasks.ts";

export type HostileReport = readonly {
  readonly task: string;
  readonly runs: number;
  /** Runs that ended as such a task's should: they failed, and only they. */
  readonly failedAlone: number;
  /** Runs of another task beside them, and how many of these were done. */
  readonly calm: number;
  readonly calmDone: number;
  /** How late the host's own thread was meanwhile: 99 of 100 times within this (milliseconds). */
  readonly eventLoopP99Ms: number;
}[];

export type HostileOptions = {
  /** A folder that nobody else uses. */
  readonly home: string;
  /** Runs of each harmful task. */
  readonly times: number;
};

/** Runs tasks that exit, throw where nobody catches, eat memory and never give way, and a calm one beside them. */
export async function hostile({ home, times }: HostileOptions): Promise<HostileReport> {
  const engine = createEngine({
    facts: {
      home,
      version: "0.0.0-chaos",
      kind: "headless",
      pid: process.pid,
      backend: "sqlite",
      startedAt: Date.now(),
    },
    tasks: [...hostileTasks, calmTask],
    ...{ vault: memoryVault(), env: {}, clock: systemClock, hostZone: "UTC", random: Math.random },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    threadPath: `${root}/test/chaos/hostile-thread.ts`,
    migrations: migrationsPath,
  });
  await engine.start();
  const report: HostileReport[number][] = [];
  for (const task of hostileTasks) report.push(await meet(engine, task, times));
  await engine.stop();
  return report;
}

async function meet(engine: Engine, { id, endsAs }: (typeof hostileTasks)[number], times: number) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ask = (taskId: string) =>
    engine.commands.trigger(
      Array.from({ length: times }, () => ({ taskId, payload: {} })),
      { trigger: "user" },
    );
  const [harmful, calm] = await Promise.all([ask(id), ask(calmTask.id)]);
  const ended = await Promise.all([...harmful, ...calm].map((run) => settled(engine, run.id)));
  delay.disable();
  return {
    ...{ task: id, runs: times, calm: times },
    failedAlone: ended.filter((run) => run.taskId === id && run.status === "failed" && run.error?.code === endsAs)
      .length,
    calmDone: ended.filter((run) => run.taskId === calmTask.id && run.status === "completed").length,
    eventLoopP99Ms: Math.round(delay.percentile(99) / 1e5) / 10,
  };
}

async function settled(engine: Engine, runId: string) {
  for (;;) {
    const run = engine.queries.runIfKnown(runId);
    if (run && isFinal(run.status)) return run;
    await new Promise((resolve) => engine.changes.emitter.once("live", resolve));
  }
}
