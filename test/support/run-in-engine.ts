import type { LogLine } from "../../jobs/model/log.ts";
import type { RunDetail } from "../../jobs/model/read-models/runs.ts";
import { builtInTasks } from "../../jobs/tasks/registry.ts";
import { memoryVault } from "./memory-vault.ts";
import { openEngine, type TestEngine } from "./open-engine.ts";

export type EndedRun = { readonly run: RunDetail; readonly log: readonly LogLine[] };

/** An engine that knows the built-in tasks, and these secrets. */
export function openBuiltIn(secrets: Readonly<Record<string, string>> = {}): TestEngine {
  return openEngine({ tasks: builtInTasks, vault: memoryVault(secrets) });
}

/** Runs a task to its end, in a thread as a user's engine does. */
export async function runToEnd(engine: TestEngine, taskId: string, payload: unknown): Promise<EndedRun> {
  const { id } = await engine.commands.run(taskId, payload);
  await engine.settled(id);
  return endedRun(engine, id);
}

export function endedRun(engine: TestEngine, id: string): EndedRun {
  return { run: engine.queries.run(id), log: engine.queries.logs(engine.queries.find(id), 0, 10_000) };
}

/** The lines of these levels, in their order. */
export function linesOf({ log }: Pick<EndedRun, "log">, ...levels: readonly LogLine["level"][]): readonly string[] {
  return log.filter(({ level }) => levels.includes(level)).map(({ message }) => message);
}
