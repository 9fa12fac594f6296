import { describe, expect, it } from "vitest";
import { createAiLedger } from "../../../jobs/content/ai-ledger.ts";
import { localDay } from "../../../jobs/model/local-day.ts";
import { openTestContent } from "../../support/open-content.ts";
import { tempHome } from "../../support/temp-home.ts";

const noon = new Date(2026, 10, 28, 12).getTime();
const dayMs = 86_400_000;

function openLedger(home = tempHome(), budgets = { dailyUsd: 1, monthlyUsd: 10 }) {
  const database = openTestContent(home);
  const clock = { now: noon };
  const caller = { runId: "run", taskId: "analyze-news", provider: "openai" };
  const ledger = createAiLedger({ database, caller, budgets, now: () => clock.now });
  const call = (costUsd: number) =>
    ledger.reserve({ kind: "answer", model: "m", inputTokens: 10, outputTokens: 5, costUsd });
  const settle = (id: number, costUsd: number) =>
    ledger.settle(id, { inputTokens: 8, outputTokens: 2, costUsd, priceKnown: false, outcome: "ok" });
  return { database, clock, call, settle };
}

describe("the book of calls of models", () => {
  it("counts what is reserved as spent until it is settled", async () => {
    const { call, settle } = openLedger();
    const first = await call(0.6);
    expect(first).toEqual({ id: 1 });
    expect(await call(0.6)).toEqual({
      budget: "budget: $0.60 of $1.00 are spent or reserved, and the next call may cost $0.60 (ai.dailyBudgetUsd)",
    });
    await settle(1, 0.1);
    expect(await call(0.6)).toEqual({ id: 2 });
  });

  it("lets a call through that meets the budget exactly, and writes nothing of one that is refused", async () => {
    const { call, database } = openLedger();
    await call(1);
    await call(0.01);
    expect(await database.selectFrom("ai_usage").select("cost_usd").execute()).toEqual([{ cost_usd: 1 }]);
  });

  it("begins anew each day, but not each month", async () => {
    const { call, clock } = openLedger(tempHome(), { dailyUsd: 1, monthlyUsd: 1.5 });
    await call(1);
    clock.now = noon + dayMs;
    expect(await call(0.5)).toEqual({ id: 2 });
    clock.now = noon + 2 * dayMs;
    expect(await call(0.5)).toMatchObject({ budget: expect.stringMatching(/monthlyBudgetUsd/) });
    clock.now = noon + 4 * dayMs;
    expect(localDay(clock.now)).toBe("2026-12-02");
    expect(await call(0.5)).toMatchObject({ id: 3 });
  }, 20_000);

  it("holds a budget of nothing, and lets pass what costs nothing", async () => {
    const { call } = openLedger(tempHome(), { dailyUsd: 0, monthlyUsd: 0 });
    expect(await call(0.000_001)).toHaveProperty("budget");
    expect(await call(0)).toHaveProperty("id");
  });

  it("holds for calls that come at once", async () => {
    const { call } = openLedger();
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(0.3)));
    expect(answers.filter((answer) => "id" in answer)).toHaveLength(3);
  });

  it("keeps who asked, what it really took, and that the price was not known", async () => {
    const { call, settle, database } = openLedger();
    await call(0.5);
    await settle(1, 0.2);
    expect(await database.selectFrom("ai_usage").selectAll().execute()).toEqual([
      {
        ...{
          id: 1,
          at: noon,
          day: "2026-11-28",
          run_id: "run",
          task_id: "analyze-news",
          provider: "openai",
          model: "m",
        },
        ...{ kind: "answer", input_tokens: 8, output_tokens: 2, cost_usd: 0.2, outcome: "ok", price_known: 0 },
      },
    ]);
  });
});
