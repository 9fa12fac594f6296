import { createAiLedger } from "../../content/ai-ledger.ts";
import { type ContentDatabase, openContent } from "../../content/content-database.ts";
import { priceTable } from "../../model/ai-prices.ts";
import { settingField } from "../../model/settings.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { Ai } from "../../services/ai/ai.ts";
import { chooseAi } from "../../services/ai/choose-ai.ts";
import { createLocalAi } from "../../services/ai/local/local-ai.ts";
import { createMeter } from "../../services/ai/meter.ts";
import { createModelAi } from "../../services/ai/model-ai.ts";
import { openOpenAiServer } from "../../services/ai/openai-server.ts";
import type { Tries } from "../../services/tries.ts";
import { numberSetting } from "../number-setting.ts";
import { toTaskError } from "../task-error.ts";
import type { AiOutput } from "./ai-report.ts";

/** What every AI task works with. */
export type AiParts = {
  readonly ai: Ai;
  readonly content: ContentDatabase;
  readonly context: TaskContext;
};

/** A wait that a server asks for is kept up to a minute; a longer one ends the run, to be tried again then. */
const tries: Tries = { limit: 3, delayMs: 1_000, longestWaitMs: 60_000 };

/**
 * Opens what answers and what is known, hands both over, and closes them again whatever happens. When a model is wanted and
 * its key is missing, the run is skipped.
 */
export async function withAi<Output>(
  context: TaskContext,
  work: (parts: AiParts) => Promise<Output>,
): Promise<Output | AiOutput> {
  const startedAt = Date.now();
  const { settings, secrets } = context;
  const choice = chooseAi({ ...settings, ...secrets });
  if (choice.kind === "missing") return skippedFor(choice.setting, context, startedAt);
  const content = openContent(context.contentPath);
  try {
    const ai = choice.kind === "local" ? createLocalAi() : await openModel(choice, content, context);
    return await work({ ai, content, context });
  } catch (error) {
    throw toTaskError(error);
  } finally {
    await content.destroy();
  }
}

async function openModel(
  choice: Extract<ReturnType<typeof chooseAi>, { kind: "openai" }>,
  content: ContentDatabase,
  { settings, run, logger }: TaskContext,
): Promise<Ai> {
  const server = await openOpenAiServer({ ...choice, log: choice.logs ? logger.info : undefined });
  const ledger = createAiLedger({
    database: content,
    caller: { runId: run.id, taskId: run.taskId, provider: "openai" },
    budgets: {
      dailyUsd: numberSetting(settings, "ai.dailyBudgetUsd"),
      monthlyUsd: numberSetting(settings, "ai.monthlyBudgetUsd"),
    },
    now: Date.now,
  });
  const prices = priceTable(settings["ai.prices"]);
  return createModelAi({
    server,
    meter: createMeter({ ledger, prices, free: choice.free }),
    tries,
    onRetry: ({ error, attempt, waitMs }) => logger.warn(`${error.message} Try ${attempt + 1} in ${waitMs} ms.`),
  });
}

function skippedFor(setting: string, context: TaskContext, startedAt: number): AiOutput {
  const field = settingField(setting);
  const reason = `${field?.title ?? setting} (${field?.env ?? setting}) is not set, and ai.provider is "openai"`;
  context.report({ outcome: "skipped", summary: `Skipped: ${reason}` });
  const durationMs = Date.now() - startedAt;
  context.logger.warn(`Skipped: ${reason}. Set it, or choose the provider "auto" or "local".`);
  context.logger.info(`done=0 skipped=0 failed=0 in ${durationMs}ms`);
  return {
    provider: "openai",
    model: "",
    done: 0,
    skipped: 0,
    failed: 0,
    durationMs,
    skippedItems: [],
    failedItems: [],
  };
}
