import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 10, 27, 12);

const digest = schemaTask({
  id: "digest",
  schema: z.object({}),
  isolation: "inline",
  schedules: [{ when: "*/10 * * * *", zone: "UTC" }],
  waitsFor: "news",
  run: () => null,
});

async function open(hasNews: boolean, home = tempHome(), from = noon) {
  let time = from;
  const engine = openEngine({ home, now: () => time, tasks: [digest] });
  await engine.setHas("news", hasNews);
  await engine.start();
  const at = async (now: number) => {
    time = now;
    await engine.wake();
  };
  const due = () => engine.queries.ledger("digest", Number.MAX_SAFE_INTEGER, 100).map(({ scheduledAt }) => scheduledAt);
  return { engine, at, due };
}

describe("a task that waits for news", () => {
  it("is due at none of its times, says so, and still runs when it is asked to", async () => {
    const { engine, at, due } = await open(false);
    await at(noon + 30 * minute);
    expect(due()).toEqual([]);
    const job = await engine.queries.job("digest");
    expect(job).toMatchObject({ waitsFor: "news", nextAt: null, schedules: [{ next: [] }] });
    expect(await engine.jobTimes({ taskId: "digest", count: 3 })).toEqual([]);
    const timeline = await engine.timeline({ from: noon, to: noon + 120 * minute, resolutionMs: minute });
    expect(timeline.jobs[0]).toMatchObject({ notRun: [], predicted: [] });
    const run = await engine.commands.run("digest", {}, {});
    expect(await engine.settled(run.id)).toMatchObject({ status: "completed" });
  });

  it("is due from the moment that there is some, and at no time before", async () => {
    const { engine, at, due } = await open(false);
    await at(noon + 35 * minute);
    await engine.setHas("news", true);
    expect(due()).toEqual([]);
    expect(await engine.queries.job("digest")).toMatchObject({ waitsFor: null, nextAt: noon + 40 * minute });
    await at(noon + 50 * minute);
    expect(due()).toEqual([noon + 50 * minute, noon + 40 * minute]);
  });

  it("waits again when the last of it is gone", async () => {
    const { engine, at, due } = await open(true);
    await at(noon + 10 * minute);
    await engine.setHas("news", false);
    await at(noon + 40 * minute);
    expect(due()).toEqual([noon + 10 * minute]);
    expect(await engine.queries.job("digest")).toMatchObject({ waitsFor: "news", nextAt: null });
  });

  it("waits through a restart, and then catches up with nothing", async () => {
    const home = tempHome();
    const first = await open(false, home);
    await first.engine.stop();
    const { engine, at, due } = await open(false, home, noon + 60 * minute);
    await engine.setHas("news", true);
    await at(noon + 71 * minute);
    expect(due()).toEqual([noon + 70 * minute]);
  });
});
