import { createAnalyses } from "../../content/analyses.ts";
import { createItems } from "../../content/items.ts";
import type { Item } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { analysePlainly } from "../../services/ai/local/analyse.ts";
import { passagesOf } from "../../services/ai/passages.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { workThrough } from "../ai/work-through.ts";
import { numberSetting } from "../number-setting.ts";
import { analysisQuestion } from "./analysis-question.ts";
import { triggerFollowUps } from "./follow-ups.ts";

export async function run({ limit }: { readonly limit?: number | undefined }, context: TaskContext) {
  return withAi(context, async (parts) => {
    const most = limit ?? numberSetting(context.settings, "ai.analyzeLimit");
    const items = createItems(parts.content);
    const done: number[] = [];
    const output = await workThrough({
      parts,
      subjects: await items.toAnalyze(most),
      verb: "analysed",
      work: async (item) => {
        await analyze(parts, item);
        done.push(item.id);
        return undefined;
      },
      failed: async (item, error, counts) => {
        if (!counts) return items.noteAnalysisError(item.id, error);
        const isLast = item.analysisTries + 1 >= numberSetting(context.settings, "ai.maxTries");
        await items.setAnalysisState(item.id, isLast ? "failed" : "waiting", error);
      },
    });
    await triggerFollowUps(done, context);
    return output;
  });
}

async function analyze({ ai, content, context }: AiParts, item: Item): Promise<void> {
  const passages = passagesOf(item.text);
  // A text without words is known by its title.
  const given = [{ id: "title", text: item.title }, ...passages.map((passage) => textOf(item, passage))];
  const question = analysisQuestion({
    what: "a news article, given as its title and passages",
    passages: given,
    plainly: () => {
      const plain = analysePlainly(item);
      return { ...plain, passages: plain.passages.length > 0 ? plain.passages : ["title"] };
    },
  });
  const { value, provider, model } = await ai.ask(question, context.signal);
  const used = new Set(value.passages);
  const kept = passages.filter(({ id }) => used.has(id));
  await createAnalyses(content).put({ ...value, itemId: item.id, provider, model, passages: kept }, Date.now());
}

function textOf({ text }: Item, { id, start, end }: { id: string; start: number; end: number }) {
  return { id, text: text.slice(start, end) };
}
