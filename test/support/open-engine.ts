import { once } from "node:events";
import { onTestFinished } from "vitest";
import { createEngine, type Engine } from "../../jobs/engine/engine.ts";
import type { MachineState } from "../../jobs/model/machine.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import { isFinal, type RunState } from "../../jobs/model/run-state.ts";
import type { Vault } from "../../jobs/model/vault.ts";
import type { Task } from "../../jobs/sdk/task.ts";
import { compiled } from "./compiled.ts";
import { memoryVault } from "./memory-vault.ts";
import { migrationsPath, testThreadPath } from "./paths.ts";
import { tempHome } from "./temp-home.ts";
import { testTasks } from "./test-tasks.ts";

type Options = {
  readonly home?: string;
  readonly tasks?: readonly Task[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly vault?: Vault;
  readonly machine?: () => MachineState;
  readonly keepAwake?: () => () => void;
  /** Default: a clock that follows `Date`, so that vitest's faked one moves it. */
  readonly now?: () => number;
};

export type TestEngine = Engine & {
  /** Resolves when the run is in one of these states (default: any final one), told by the engine's own events. */
  readonly settled: (runId: string, states?: readonly RunState[]) => Promise<RunSummary>;
  /** What the host wrote into its own log as a problem. */
  readonly problems: readonly string[];
};

/** An engine in a home of the test's own, not started yet, stopped when the test has finished. */
export function openEngine(options: Options = {}): TestEngine {
  const home = options.home ?? tempHome();
  const now = options.now ?? Date.now;
  const { machine, keepAwake } = options;
  const problems: string[] = [];
  const complain = (message: string, data?: unknown) => void problems.push(`${message} ${String(data ?? "")}`);
  const engine = createEngine({
    facts: { home, version: "0.0.0-test", kind: "headless", pid: process.pid, backend: "sqlite", startedAt: now() },
    tasks: options.tasks ?? testTasks,
    vault: options.vault ?? memoryVault(),
    env: { ...compiled, ...options.env },
    clock: { now },
    log: { info: () => undefined, warn: () => undefined, error: complain },
    hostZone: "UTC",
    threadPath: testThreadPath,
    migrations: migrationsPath,
    random: () => 0.5,
    ...(machine && { machine: { read: async () => machine(), ...(keepAwake && { keepAwake }) } }),
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= engine.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...engine, stop, problems, settled: (runId, states) => settled(engine, runId, states) };
}

async function settled(engine: Engine, runId: string, states?: readonly RunState[]): Promise<RunSummary> {
  const fits = (run: RunSummary) => (states ? states.includes(run.status) : isFinal(run.status));
  for (;;) {
    const run = engine.queries.runIfKnown(runId);
    if (run && fits(run)) return run;
    await once(engine.changes.emitter, "live");
  }
}
