import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createSpreadStarts } from "../../../jobs/engine/spread-starts.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const second = 1_000;
const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 27, 12);

describe("what begins late together", () => {
  it("begins one after another, the first at once", () => {
    const spread = createSpreadStarts({ now: () => noon });
    expect(["a", "b", "c"].map(spread.delay)).toEqual([0, second, 2 * second]);
  });

  it("waits for nobody when it comes by itself", () => {
    let now = noon;
    const spread = createSpreadStarts({ now: () => now });
    spread.delay("a");
    now += hour;
    expect(spread.delay("b")).toBe(0);
  });

  it("waits no longer than five minutes, however many there are", () => {
    const spread = createSpreadStarts({ now: () => noon });
    const delays = Array.from({ length: 10_000 }, (_, index) => spread.delay(`schedule-${index}`));
    expect(Math.max(...delays)).toBeLessThanOrEqual(300 * second);
    // Those for whom there is no second of their own are spread over all of them.
    const rest = delays.slice(301).map((delay) => Math.floor(delay / (60 * second)));
    expect(new Set(rest)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it("does not wait for a clock that was set back", () => {
    let now = noon;
    const spread = createSpreadStarts({ now: () => now });
    spread.delay("a");
    now -= hour;
    expect(spread.delay("b")).toBeLessThanOrEqual(second);
  });
});

describe("after a sleep or a restart", () => {
  let active = 0;
  let most = 0;
  const job = schemaTask({
    id: "job",
    schema: z.object({}),
    isolation: "inline",
    queue: { concurrencyLimit: 2 },
    run: async () => {
      active += 1;
      most = Math.max(most, active);
      await new Promise(setImmediate);
      active -= 1;
      return null;
    },
  });

  async function open(home: string, clock: { time: number }) {
    const engine = openEngine({ home, now: () => clock.time, tasks: [job] });
    await engine.start();
    return engine;
  }

  it.each(["sleep", "restart"])("many late runs do not begin at once, and obey the limits: %s", async (how) => {
    most = 0;
    const clock = { time: noon };
    const home = tempHome();
    let engine = await open(home, clock);
    for (let index = 0; index < 12; index++)
      await engine.scheduleCommands.create({ taskId: "job", when: "30 12 * * *", zone: "UTC", title: `${index}` });
    if (how === "restart") await engine.stop();
    clock.time = noon + 2 * hour;
    if (how === "restart") engine = await open(home, clock);
    else await engine.wake();
    const runs = (await engine.queries.runs({ limit: 50 })).runs;
    const delays = runs.map(({ dueAt }) => dueAt - clock.time).sort((a, b) => a - b);
    expect(delays).toEqual(Array.from({ length: 12 }, (_, index) => index * second));
    // Even if all have come to be due, no more run at once than may.
    clock.time += 20 * second;
    await engine.wake();
    for (const { id } of runs) await engine.settled(id);
    expect(most).toBe(2);
    const ledger = engine.queries.ledger("job", Number.MAX_SAFE_INTEGER, 50);
    expect(ledger).toHaveLength(12);
    const reason = how === "sleep" ? "asleep" : "host-off";
    expect(ledger.every((row) => row.outcome === "ran-late" && row.reason === reason)).toBe(true);
  });
});
