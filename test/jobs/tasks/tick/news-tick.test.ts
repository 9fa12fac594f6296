import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openContent } from "../../../../jobs/content/content-database.ts";
import { migrateContent } from "../../../../jobs/content/migrate-content.ts";
import { createSources } from "../../../../jobs/content/sources.ts";
import { tickSteps } from "../../../../jobs/model/tick.ts";
import { schemaTask } from "../../../../jobs/sdk/schema-task.ts";
import type { Task } from "../../../../jobs/sdk/task.ts";
import { builtInTasks } from "../../../../jobs/tasks/registry.ts";
import { newsTick } from "../../../../jobs/tasks/tick/news-tick.ts";
import type { TickOutput } from "../../../../jobs/tasks/tick/news-tick-run.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { migrationsPath } from "../../../support/paths.ts";
import { linesOf, runToEnd } from "../../../support/run-in-engine.ts";
import { runTask } from "../../../support/run-task.ts";
import { tempHome } from "../../../support/temp-home.ts";

type Step = (signal: AbortSignal) => unknown;

const works: Step = () => ({ done: 2, skipped: 1, failed: 0 });
const breaks: Step = () => {
  throw new Error("the wire is cut");
};

/** An engine whose steps of the tick do this instead; `ran` tells what began and ended, in its order. */
async function openTick(does: Readonly<Record<string, Step>> = {}) {
  const ran: string[] = [];
  const step = (id: string): Task =>
    schemaTask({
      id,
      schema: z.object({}),
      isolation: "inline",
      queue: { concurrencyLimit: 1 },
      retry: { limit: 5, delayMs: 60_000 },
      run: async (_payload, { signal }) => {
        ran.push(`begin ${id}`);
        try {
          return await (does[id] ?? works)(signal);
        } finally {
          ran.push(`end ${id}`);
        }
      },
    });
  const engine = openEngine({ tasks: [{ ...newsTick, isolation: "inline" }, ...tickSteps.map(step)] });
  await engine.start();
  return { engine, ran };
}

describe("the news tick", () => {
  it("has steps that are there, each with a limit of one run at a time", () => {
    const known = tickSteps.map((id) => builtInTasks.find((task) => task.id === id));
    expect(known.map((task) => task?.concurrencyLimit)).toEqual([1, 1, 1, 1, 1]);
    expect(builtInTasks).toContain(newsTick);
  });

  it("runs the five jobs in their order, one after the other", async () => {
    const { engine, ran } = await openTick();
    const ended = await runToEnd(engine, "news-tick", {});
    expect(ran).toEqual(tickSteps.flatMap((id) => [`begin ${id}`, `end ${id}`]));
    expect(ended.run).toMatchObject({ status: "completed", outcome: "done", summary: "5 jobs" });
    const jobs = tickSteps.map((id) => ({ id, status: "completed", durationMs: expect.any(Number) }));
    expect(ended.run.output).toEqual({ jobs, durationMs: expect.any(Number) });
    expect(linesOf(ended, "info").at(-1)).toMatch(/^done=5 skipped=0 failed=0 in \d+ms$/);
  });

  it("goes on past a job that fails, names it, and does not wait for its retries", async () => {
    const { engine, ran } = await openTick({ "clean-news": breaks });
    const { run } = await runToEnd(engine, "news-tick", {});
    expect(ran.filter((line) => line.startsWith("begin"))).toHaveLength(5);
    expect(run).toMatchObject({ status: "completed", outcome: "warnings", summary: "clean-news failed" });
    const { jobs } = run.output as TickOutput;
    expect(jobs.map(({ status }) => status)).toEqual(["completed", "failed", ...Array(3).fill("completed")]);
    expect(jobs[1]?.error).toBe("the wire is cut");
  });

  it("fails when all five do", async () => {
    const { engine } = await openTick(Object.fromEntries(tickSteps.map((id) => [id, breaks])));
    const { run } = await runToEnd(engine, "news-tick", {});
    expect(run.status).toBe("failed");
    expect(run.error?.message).toBe("All jobs of the tick failed. The first, ingest-rss: the wire is cut");
  });

  it("begins no further job once it is cancelled", async () => {
    const waits: Step = (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    const { engine, ran } = await openTick({ "embed-news": waits });
    const { id } = await engine.commands.run("news-tick", {});
    await expect.poll(() => ran.includes("begin embed-news")).toBe(true);
    await engine.commands.cancel(id);
    expect((await engine.settled(id)).status).toBe("cancelled");
    expect(ran).not.toContain("begin analyze-news");
  });

  it("waits for a run of a step that somebody else began: none runs twice at once", async () => {
    const { engine, ran } = await openTick();
    const own = await engine.commands.run("ingest-rss", {});
    const ended = await runToEnd(engine, "news-tick", {});
    expect((await engine.settled(own.id)).status).toBe("completed");
    expect(ended.run.outcome).toBe("done");
    const ingested = ran.filter((line) => line.endsWith("ingest-rss"));
    expect(ingested).toEqual(["begin ingest-rss", "end ingest-rss", "begin ingest-rss", "end ingest-rss"]);
  });
});

describe("a tick by the schedule", () => {
  async function scheduled(enabled?: boolean) {
    const home = tempHome();
    migrateContent({ home, migrations: migrationsPath, binding: undefined });
    const contentPath = path.join(home, "content.db");
    const content = openContent(contentPath);
    if (enabled !== undefined)
      await createSources(content).add({ kind: "rss", url: "https://example.org/feed", title: "A", enabled }, 1);
    await content.destroy();
    return runTask<TickOutput>(newsTick, { contentPath, scheduledAt: 1 });
  }

  it.each([
    ["there is no source", undefined],
    ["all sources are turned off", false],
  ])("is skipped quietly when %s", async (_when, enabled) => {
    const { output, report, log } = await scheduled(enabled);
    expect(output).toEqual({ jobs: [], durationMs: 0 });
    expect(report).toMatchObject({ outcome: "skipped", summary: expect.stringContaining("no source of news") });
    expect(log).toEqual([]);
  });

  it("goes ahead when one is on", async () => {
    // There is no host here to run its steps: it gets as far as to want one.
    await expect(scheduled(true)).rejects.toThrow("All jobs of the tick failed");
  });
});
