import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

async function started(options: Parameters<typeof openEngine>[0] = {}): Promise<TestEngine> {
  const engine = openEngine(options);
  await engine.start();
  return engine;
}

describe("the engine", () => {
  it("runs a task on demand and keeps its log, summary and output", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("echo", { text: "hi", lines: 2 });
    expect(await engine.settled(id)).toMatchObject({ status: "completed", outcome: "done", summary: "said hi" });
    expect(engine.queries.run(id)).toMatchObject({ output: { text: "hi" }, logLines: 2, attemptList: [{ number: 1 }] });
    const lines = engine.queries.logs(engine.queries.find(id), 0, 10);
    expect(lines.map((line) => line.message)).toEqual(["hi 1", "hi 2"]);
  });

  it("finds a run by the beginning of its id", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("echo", {});
    expect(engine.queries.find(id.slice(0, 6)).id).toBe(id);
    await engine.settled(id);
  });

  it("refuses a payload that does not fit, names the place, and queues nothing", async () => {
    const engine = await started();
    await expect(engine.commands.run("echo", { lines: "many" })).rejects.toMatchObject({
      code: "BAD_PAYLOAD",
      message: expect.stringContaining("lines"),
      details: { issues: [{ path: "lines" }] },
    });
    expect((await engine.queries.runs({ limit: 5 })).runs).toEqual([]);
  });

  it("names the nearest task when there is none of that name", async () => {
    const engine = await started();
    await expect(engine.commands.run("ecko", {})).rejects.toThrow('There is no task "ecko". Did you mean "echo"?');
  });

  it("tries a failed run again until its tries are spent", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("fail", {});
    expect(await engine.settled(id)).toMatchObject({ status: "failed", attempts: 3, error: { message: "it broke" } });
    expect(engine.queries.run(id).attemptList.map((attempt) => attempt.error?.message)).toEqual(
      Array(3).fill("it broke"),
    );
  });

  it("completes a run whose second try works, with one log for both", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("fail-once", {});
    expect(await engine.settled(id)).toMatchObject({ status: "completed", attempts: 2, error: null });
    const messages = engine.queries.logs(engine.queries.find(id), 0, 10).map((line) => line.message);
    expect(messages).toEqual(["try 1", "only the first time", "Try 1 of 3 failed; the next is due in 10 ms.", "try 2"]);
  });

  it("fails at once when the task says that no retry helps", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("fail", { kind: "never" });
    expect(await engine.settled(id)).toMatchObject({ status: "failed", attempts: 1 });
  });

  it("waits as long as the task was told to", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("fail", { kind: "after" });
    const run = await engine.settled(id, ["retry"]);
    expect(run.dueAt - run.createdAt).toBeGreaterThan(59_000);
  });

  it("skips a run whose credentials are missing, names them, and raises no failure", async () => {
    const engine = await started();
    const { id } = await engine.commands.run("secretive", {});
    expect(await engine.settled(id)).toMatchObject({
      status: "completed",
      outcome: "skipped",
      summary: "Skipped: OPENAI_API_KEY is not set",
    });
  });

  it("hands a task the secrets that it declared, and keeps them out of everything that is stored", async () => {
    const key = "sk-canary-12345678";
    const engine = await started({ env: { OPENAI_API_KEY: key } });
    const { id } = await engine.commands.run("secretive", {});
    expect(await engine.settled(id)).toMatchObject({ status: "failed", error: { message: "401 for [openai.apiKey]" } });
    const stored = JSON.stringify([engine.queries.run(id), engine.queries.logs(engine.queries.find(id), 0, 100)]);
    for (const form of [key, btoa(key), encodeURIComponent(key)]) expect(stored).not.toContain(form);
  });

  it("cancels a queued run at once and an active one through its signal", async () => {
    const engine = await started();
    const active = await engine.commands.run("wait", {});
    await engine.settled(active.id, ["active"]);
    await engine.commands.setTaskPaused("echo", true);
    const queued = await engine.commands.run("echo", {});
    expect(await engine.commands.cancel(queued.id)).toMatchObject({ state: "cancelled" });
    await engine.commands.cancel(active.id);
    expect(await engine.settled(active.id)).toMatchObject({ status: "cancelled", error: { code: "CANCELLED" } });
    await expect(engine.commands.cancel(active.id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  it("runs no more of a task at once than its limit", async () => {
    const engine = await started();
    const runs = await Promise.all([1, 2, 3].map(() => engine.commands.run("wait", {})));
    await Promise.all(runs.slice(0, 2).map((run) => engine.settled(run.id, ["active"])));
    expect(engine.queries.runIfKnown(runs[2]?.id ?? "")?.status).toBe("created");
    await engine.commands.cancel(runs[0]?.id ?? "");
    await engine.settled(runs[2]?.id ?? "", ["active"]);
    for (const run of runs.slice(1)) await engine.commands.cancel(run.id);
    await Promise.all(runs.map((run) => engine.settled(run.id)));
  });

  it("begins nothing while it is paused, and goes on when it is resumed", async () => {
    const engine = await started();
    await engine.commands.pauseEngine(undefined);
    const { id } = await engine.commands.run("echo", {});
    expect((await engine.queries.engine()).paused).toBe(true);
    expect(engine.queries.runIfKnown(id)?.status).toBe("created");
    await engine.commands.resumeEngine();
    expect(await engine.settled(id)).toMatchObject({ status: "completed" });
  });

  it("ends a pause by itself when its time is over", async () => {
    const engine = await started();
    await engine.commands.pauseEngine(1_000);
    const { id } = await engine.commands.run("echo", {});
    expect(await engine.settled(id)).toMatchObject({ status: "completed" });
    expect(await engine.queries.engine()).toMatchObject({ paused: false, pausedUntil: null });
  });

  it("names the old run when one is run again", async () => {
    const engine = await started();
    const first = await engine.commands.run("echo", { text: "again" });
    await engine.settled(first.id);
    const second = await engine.commands.retry(first.id);
    expect(await engine.settled(second.id)).toMatchObject({ retryOf: first.id, summary: "said again" });
  });

  it("stops without losing what was active, and the next host takes it up without counting the try", async () => {
    const home = tempHome();
    const first = await started({ home });
    const { id } = await first.commands.run("wait", {});
    await first.settled(id, ["active"]);
    await first.stop();
    const second = openEngine({ home });
    expect(second.queries.runIfKnown(id)).toMatchObject({
      status: "retry",
      attempts: 0,
      error: { code: "INTERRUPTED" },
    });
    await second.start();
    expect(await second.settled(id, ["active"])).toMatchObject({ attempts: 1 });
  });

  it("keeps a pause over a restart", async () => {
    const home = tempHome();
    const first = await started({ home });
    await first.commands.pauseEngine(undefined);
    await first.commands.setTaskPaused("echo", true);
    await first.stop();
    const second = await started({ home });
    expect((await second.queries.engine()).paused).toBe(true);
    expect((await second.queries.job("echo")).paused).toBe(true);
  });

  it("tells who listens of every run, coalesced", async () => {
    const engine = await started();
    const heard: unknown[] = [];
    engine.changes.emitter.on("live", (event) => heard.push(event));
    const { id } = await engine.commands.run("echo", { lines: 1_000 });
    await engine.settled(id);
    await once(engine.changes.emitter, "live");
    const types = heard.map((event) => (event as { type: string }).type);
    expect(types).toEqual(expect.arrayContaining(["run", "job", "engine"]));
    expect(heard.length).toBeLessThan(20);
  });

  it("shows a job with its health, its durations and what it lacks", async () => {
    const engine = await started();
    for (const taskId of ["echo", "secretive", "fail"]) {
      const { id } = await engine.commands.run(taskId, {});
      await engine.settled(id);
    }
    expect(await engine.queries.job("echo")).toMatchObject({
      health: "ok",
      missing: [],
      recent: [{ status: "completed" }],
    });
    expect(await engine.queries.job("secretive")).toMatchObject({ health: "ok", missing: ["openai.apiKey"] });
    expect(await engine.queries.job("fail")).toMatchObject({ health: "failing", last: { status: "failed" } });
    expect(await engine.queries.job("daily")).toMatchObject({ health: "new", schedules: [{ when: "0 0 * * *" }] });
  });
});
