import { createAiWork } from "../../content/ai-work.ts";
import { createEmbeddings } from "../../content/embeddings.ts";
import { createItems } from "../../content/items.ts";
import { messageOf } from "../../model/errors.ts";
import type { Item } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { BudgetError } from "../../services/ai/meter.ts";
import { ServiceError } from "../../services/service-error.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { type AiOutput, type AiReport, createAiReport, finishAi, isOwnFailure } from "../ai/ai-report.ts";
import { numberSetting } from "../number-setting.ts";

export async function run({ limit }: { readonly limit?: number | undefined }, context: TaskContext) {
  return withAi(context, (parts) => embedItems(parts, limit ?? numberSetting(context.settings, "ai.embedLimit")));
}

async function embedItems(parts: AiParts, limit: number): Promise<AiOutput> {
  const { ai, content, context } = parts;
  const report = createAiReport(Date.now());
  const givenUp = await createAiWork(content, "embed-news").givenUp(numberSetting(context.settings, "ai.maxTries"));
  const found = await createItems(content).toEmbed(ai.provider, ai.embeddingModel, limit + givenUp.size);
  const items = found.filter(({ id }) => !givenUp.has(id)).slice(0, limit);
  context.progress(0, items.length);
  if (items.length > 0) await embedTogether(parts, items, report);
  context.progress(items.length, items.length);
  return finishAi({ report, from: { ...ai, model: ai.embeddingModel }, context, verb: "embedded" });
}

/** In one request; when the server refuses that for what is in it, one by one, so that one bad item takes no other along. */
async function embedTogether(parts: AiParts, items: readonly Item[], report: AiReport): Promise<void> {
  try {
    await embedAndKeep(parts, items, report);
  } catch (error) {
    parts.context.signal.throwIfAborted();
    if (error instanceof BudgetError) return report.outOfBudget(items, error);
    if (items.length === 1 || !isOwnFailure(error) || !(error instanceof ServiceError))
      return failAll(parts, items, report, error);
    parts.context.logger.warn(`${error.message} Each is embedded by itself.`);
    for (const [index, item] of items.entries()) {
      if (report.stopped() !== undefined) return;
      parts.context.progress(index, items.length, item.title);
      await embedTogether(parts, [item], report);
    }
  }
}

async function embedAndKeep({ ai, content, context }: AiParts, items: readonly Item[], report: AiReport) {
  const texts = items.map(({ title, text }) => `${title}\n\n${text}`);
  const { vectors, provider, model } = await ai.embed(texts, context.signal);
  const pairs = items.map((item, index) => ({ item, vector: vectors[index] }));
  const usable = pairs.flatMap(({ item, vector }) =>
    vector?.some((value) => value !== 0) ? [{ itemId: item.id, vector }] : [],
  );
  await createEmbeddings(content).put({ provider, model }, usable, Date.now());
  const kept = new Set(usable.map(({ itemId }) => itemId));
  for (const { item } of pairs) {
    if (kept.has(item.id)) report.done();
    else await noWords({ content, item, report });
  }
}

async function noWords({ content, item, report }: Pick<AiParts, "content"> & { item: Item; report: AiReport }) {
  const reason = "it has no words to be embedded by";
  await createAiWork(content, "embed-news").failed(item.id, reason, true);
  report.skipped(item, reason);
}

async function failAll(parts: AiParts, items: readonly Item[], report: AiReport, error: unknown): Promise<void> {
  const work = createAiWork(parts.content, "embed-news");
  for (const item of items) {
    parts.context.logger.error(`"${item.title}": ${messageOf(error)}`);
    await work.failed(item.id, messageOf(error), isOwnFailure(error));
    report.failed(item, error);
  }
}
