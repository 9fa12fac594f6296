import type { Kysely } from "kysely";
import { localDay } from "../model/local-day.ts";
import type { ContentSchema } from "./content-schema.ts";

export type AiBudgets = { readonly dailyUsd: number; readonly monthlyUsd: number };

export type AiCaller = { readonly runId: string | null; readonly taskId: string; readonly provider: string };

/** A call at what it can cost at the most. */
export type ReservedCall = {
  readonly kind: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
};

/** What a call really cost. */
export type SettledCall = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly priceKnown: boolean;
  readonly outcome: "ok" | "failed";
};

type AiLedgerOptions = {
  readonly database: Kysely<ContentSchema>;
  readonly caller: AiCaller;
  readonly budgets: AiBudgets;
  readonly now: () => number;
};

/**
 * The book of all calls of models. What is reserved counts as spent until it is settled; a call whose run was killed stays so,
 * since it may have been made.
 */
export function createAiLedger({ database, caller, budgets, now }: AiLedgerOptions) {
  return {
    /** Writes the call down, unless it could pass a budget: then nothing is written, and the budget is named. */
    reserve: (call: ReservedCall): Promise<{ readonly id: number } | { readonly budget: string }> =>
      // The transaction takes the writer's place at once: no two runs can see the same money.
      database.transaction().execute(async (transaction) => {
        const at = now();
        const day = localDay(at);
        const spentSince = async (from: string): Promise<number> => {
          const { spent } = await transaction
            .selectFrom("ai_usage")
            .select(({ fn, val }) => fn.coalesce(fn.sum<number>("cost_usd"), val(0)).as("spent"))
            .where("day", ">=", from)
            .where("day", "<=", day)
            .executeTakeFirstOrThrow();
          return spent;
        };
        const passed =
          (await passedBudget("ai.dailyBudgetUsd", budgets.dailyUsd, call.costUsd, () => spentSince(day))) ??
          (await passedBudget("ai.monthlyBudgetUsd", budgets.monthlyUsd, call.costUsd, () =>
            spentSince(`${day.slice(0, 7)}-01`),
          ));
        if (passed !== undefined) return { budget: passed };
        const { id } = await transaction
          .insertInto("ai_usage")
          .values({
            ...{ at, day, run_id: caller.runId, task_id: caller.taskId, provider: caller.provider },
            ...{ model: call.model, kind: call.kind, cost_usd: call.costUsd, outcome: "reserved" },
            ...{ input_tokens: call.inputTokens, output_tokens: call.outputTokens, price_known: 1 },
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        return { id };
      }),
    settle: async (id: number, call: SettledCall): Promise<void> => {
      await database
        .updateTable("ai_usage")
        .set({
          ...{ input_tokens: call.inputTokens, output_tokens: call.outputTokens, cost_usd: call.costUsd },
          ...{ outcome: call.outcome, price_known: call.priceKnown ? 1 : 0 },
        })
        .where("id", "=", id)
        .execute();
    },
  };
}

/** The sentence for a run that stops, or undefined when the call fits. A call that costs nothing always does. */
async function passedBudget(
  setting: string,
  limit: number,
  cost: number,
  spent: () => Promise<number>,
): Promise<string | undefined> {
  if (cost === 0) return undefined;
  const before = await spent();
  if (before + cost <= limit) return undefined;
  const figures = `${dollars(before)} of ${dollars(limit)} are spent or reserved, and the next call may cost ${dollars(cost)}`;
  return `budget: ${figures} (${setting})`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
}
