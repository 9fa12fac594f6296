import { z } from "zod";
import { type AiWork, createAiWork } from "../../content/ai-work.ts";
import { createHighlights } from "../../content/highlights.ts";
import { createItems } from "../../content/items.ts";
import type { Item } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { Question } from "../../services/ai/ai.ts";
import { findQuote } from "../../services/ai/find-quote.ts";
import { pickSentences, rankSentences } from "../../services/ai/local/rank-sentences.ts";
import { sentencesOf } from "../../services/ai/local/sentences.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { workThrough } from "../ai/work-through.ts";
import { numberSetting } from "../number-setting.ts";

/** Without ids, items of this long ago are looked at. */
const lookBackMs = 7 * 86_400_000;
const usualQuotes = 4;
/** A model reads no more of an article than this. */
const mostText = 40_000;

export async function run({ itemIds }: { readonly itemIds?: readonly number[] | undefined }, context: TaskContext) {
  return withAi(context, async (parts) => {
    const work = createAiWork(parts.content, "extract-highlights");
    return workThrough({
      parts,
      subjects: await itemsToDo(parts, work, itemIds),
      verb: "highlighted",
      work: async (item) => {
        await highlight(parts, item);
        await work.done(item.id, Date.now());
        return undefined;
      },
      failed: (item, error, counts) => work.failed(item.id, error, counts),
    });
  });
}

async function itemsToDo(
  { content, context: { settings } }: AiParts,
  work: AiWork,
  itemIds: readonly number[] | undefined,
): Promise<readonly Item[]> {
  const items = createItems(content);
  const now = Date.now();
  const found = itemIds ? await items.many(itemIds) : await items.published(now - lookBackMs, now + 1, 1_000);
  const done = await work.extents(found.map(({ id }) => id));
  const givenUp = await work.givenUp(numberSetting(settings, "ai.maxTries"));
  const open = found.filter(({ id }) => !done.has(id) && !givenUp.has(id));
  return itemIds ? open : open.slice(0, numberSetting(settings, "ai.analyzeLimit"));
}

async function highlight({ ai, content, context }: AiParts, item: Item): Promise<void> {
  const { value } = await ai.ask(quotesQuestion(item), context.signal);
  const found = value.quotes.flatMap((quote) => findQuote(item.text, quote) ?? []);
  await createHighlights(content).replace(item.id, found, Date.now());
}

const quotesSchema = z.strictObject({ quotes: z.array(z.string().trim().min(15).max(600)).max(8) });
type Quotes = z.infer<typeof quotesSchema>;

function quotesQuestion(item: Item): Question<Quotes> {
  const isThere = (quote: string) => findQuote(item.text, quote) !== undefined;
  return {
    name: "highlights",
    instructions:
      `Choose up to ${usualQuotes} quotes of one or two sentences from the article that say most about it. Copy each character for ` +
      "character from the text: no omission, no correction, no quotation marks around it. No quotes if there is nothing worth quoting.",
    passages: [
      { id: "title", text: item.title },
      { id: "text", text: item.text.slice(0, mostText) },
    ],
    schema: quotesSchema,
    problem: ({ quotes }) => {
      const wrong = quotes.findIndex((quote) => !isThere(quote));
      return wrong < 0 ? undefined : `quote ${wrong + 1} does not stand in the text word for word`;
    },
    salvage: ({ quotes }) => {
      const kept = quotes.filter(isThere);
      return kept.length === 0 ? undefined : { quotes: kept };
    },
    plainly: () => {
      const ranked = rankSentences(sentencesOf(item.text, item.language), item.title);
      return { quotes: pickSentences(ranked, usualQuotes).map(({ text }) => text) };
    },
    maxOutputTokens: 3_000,
  };
}
