import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createPool } from "../../../../jobs/pool/pool.ts";
import { command } from "../../../../jobs/tasks/custom/command.ts";
import { builtInTasks } from "../../../../jobs/tasks/registry.ts";
import { testThreadPath } from "../../../support/paths.ts";
import { openBuiltIn } from "../../../support/run-in-engine.ts";
import { tempHome } from "../../../support/temp-home.ts";

/** Whether a process goes on; one that has ended and was not asked for by its parent does not. */
function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.[0] !== "Z";
}

/** Starts this shell line, which writes pids into `$PIDS`, and gives them once there are so many. */
function treeOf(shell: string) {
  const file = path.join(tempHome(), "pids");
  const pids = () =>
    existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean).map(Number) : [];
  onTestFinished(() => {
    for (const pid of pids().filter(isAlive)) process.kill(pid, "SIGKILL");
  });
  return {
    payload: { shell, env: { PIDS: file } },
    pids,
    started: (count: number) => vi.waitFor(() => expect(pids()).toHaveLength(count), 10_000),
    alive: () => pids().filter(isAlive),
  };
}

const child = 'sleep 300 & echo $! >> "$PIDS"; echo $$ >> "$PIDS"; wait';
const deaf = 'trap "" TERM; echo $$ >> "$PIDS"; while :; do sleep 1; done';
const leftGroup = 'setsid sh -c \'echo $$ >> "$PIDS"; sleep 300\' & echo $$ >> "$PIDS"; wait';
const daemon = '(setsid sh -c \'echo $$ >> "$PIDS"; exec sleep 300\' >/dev/null 2>&1 &); echo $$ >> "$PIDS"; sleep 300';

const trees: readonly (readonly [string, string, number])[] = [
  ["its children", child, 2],
  ["what does not listen to SIGTERM", deaf, 1],
  ["what left its group", leftGroup, 2],
  ["a daemon whose parent has ended", daemon, 2],
];

describe.runIf(process.platform === "linux")("a command that has to end", () => {
  it.each(trees)("takes %s along when it is cancelled", async (_what, shell, count) => {
    const engine = openBuiltIn();
    const tree = treeOf(shell);
    const { id } = await engine.commands.run("command", tree.payload);
    await tree.started(count);
    await engine.commands.cancel(id);
    expect(await engine.settled(id)).toMatchObject({ status: "cancelled" });
    expect(tree.alive()).toEqual([]);
  });

  it("ends within the pool's patience, so that its thread is kept and its last words are in the log", async () => {
    const engine = openBuiltIn();
    const tree = treeOf(`trap 'echo "tidying up"; exit' TERM; echo $$ >> "$PIDS"; while :; do sleep 0.05; done`);
    const { id } = await engine.commands.run("command", tree.payload);
    await tree.started(1);
    await engine.commands.cancel(id);
    await engine.settled(id);
    const log = engine.queries.logs(engine.queries.find(id), 0, 100);
    expect(log.map(({ message }) => message)).toContain("tidying up");
  });

  it.each(trees)("takes %s along at its own limit in time", async (_what, shell) => {
    const engine = openBuiltIn();
    const tree = treeOf(shell);
    const { id } = await engine.commands.run("command", { ...tree.payload, timeoutMs: 2_000 });
    expect(await engine.settled(id)).toMatchObject({ status: "failed", error: { code: "TIMEOUT" } });
    expect(tree.pids().length).toBeGreaterThan(0);
    expect(tree.alive()).toEqual([]);
  });

  it.each(trees)("takes %s along when the host stops", async (_what, shell, count) => {
    const engine = openBuiltIn();
    const tree = treeOf(shell);
    await engine.commands.run("command", tree.payload);
    await tree.started(count);
    await engine.stop();
    expect(tree.alive()).toEqual([]);
  });

  it.each(trees)("takes %s along when its thread is ended from outside", async (_what, shell, count) => {
    const pool = createPool({
      threadPath: testThreadPath,
      tasks: new Map(builtInTasks.map((task) => [task.id, task])),
      env: {},
    });
    const tree = treeOf(shell);
    const execution = pool.execute(
      command,
      {
        run: {
          id: `r-${count}-${shell.length}`,
          taskId: "command",
          attempt: 1,
          maxAttempts: 1,
          trigger: "user",
          scheduledAt: null,
        },
        payload: tree.payload,
        ...{ secrets: {}, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
      },
      {
        onLog: () => undefined,
        onProgress: () => undefined,
        onSpans: () => undefined,
        onCall: async () => ({ ok: true, value: null }),
      },
    );
    await tree.started(count);
    pool.close();
    expect(await execution.result).toMatchObject({ type: "failed" });
    // SIGKILL is sent before the result is there, and takes a moment to be carried out.
    await vi.waitFor(() => expect(tree.alive()).toEqual([]), 5_000);
  });

  it("leaves alone what it did not start", async () => {
    const engine = openBuiltIn();
    const other = treeOf(child);
    const { id: otherId } = await engine.commands.run("command", other.payload);
    const tree = treeOf(child);
    const { id } = await engine.commands.run("command", tree.payload);
    await Promise.all([tree.started(2), other.started(2)]);
    await engine.commands.cancel(id);
    await engine.settled(id);
    expect(other.alive()).toHaveLength(2);
    await engine.commands.cancel(otherId);
    await engine.settled(otherId);
  });
});
