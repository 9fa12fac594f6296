import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createEngine, type Engine } from "../../../jobs/engine/engine.ts";
import type { Task } from "../../../jobs/sdk/task.ts";
import { memoryVault } from "../../support/memory-vault.ts";
import { migrationsPath, root } from "../../support/paths.ts";
import { benchTasks } from "./tasks.ts";
import { tempFolder } from "./temp.ts";

type Options = {
  readonly home?: string;
  readonly tasks?: readonly Task[];
  readonly concurrency?: number;
  readonly threadPath?: string;
};

const benchThread = path.join(root, "test", "bench", "entries", "bench-thread.ts");

/** An engine as a host makes it, with a file on disk and durability FULL. Not started yet. */
export function openEngine(options: Options = {}): Engine {
  const { home = tempFolder("home"), tasks = benchTasks, concurrency = 10, threadPath = benchThread } = options;
  const fail = (message: string, error?: unknown) => {
    throw new Error(`${message} ${String(error ?? "")}`);
  };
  const engine = createEngine({
    facts: { home, version: "0.0.0", kind: "headless", pid: process.pid, backend: "sqlite", startedAt: Date.now() },
    tasks,
    vault: memoryVault(),
    env: {},
    clock: { now: Date.now },
    log: { info: () => undefined, warn: () => undefined, error: fail },
    hostZone: "UTC",
    threadPath,
    migrations: migrationsPath,
    random: Math.random,
  });
  engine.stores.settings.set("engine.concurrency", String(concurrency), Date.now());
  return engine;
}

/** Runs of a task that have completed, as the store has it. */
export function completed({ stores }: Engine, taskId: string): number {
  return stores.runs.counts().find((row) => row.task_id === taskId && row.state === "completed")?.runs ?? 0;
}

/** Resolves when it is so; looks every 2 ms, which costs whoever is measured next to nothing. */
export async function until(isSo: () => boolean, longestMs = 60_000): Promise<void> {
  const end = performance.now() + longestMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`It was not so within ${longestMs} ms`);
    await wait(2);
  }
}
