import { z } from "zod";
import { createAiWork } from "../../content/ai-work.ts";
import { createInsights } from "../../content/insights.ts";
import type { Insight } from "../../model/portfolio.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { Question } from "../../services/ai/ai.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { workThrough } from "../ai/work-through.ts";
import { numberSetting } from "../number-setting.ts";
import { type Reader, readerOf, wordsAbout } from "./reader.ts";
import { plainRelevance } from "./relevance.ts";

export async function run(
  { insightIds }: { readonly insightIds?: readonly number[] | undefined },
  context: TaskContext,
) {
  return withAi(context, async (parts) => {
    const work = createAiWork(parts.content, "score-relevance");
    const givenUp = await work.givenUp(numberSetting(context.settings, "ai.maxTries"));
    const found = await insightsToDo(parts, insightIds, givenUp.size);
    const limit = insightIds?.length ?? numberSetting(context.settings, "ai.storyLimit");
    return workThrough({
      parts,
      subjects: found.filter(({ id }) => !givenUp.has(id)).slice(0, limit),
      verb: "scored",
      work: (insight) => score(parts, insight),
      failed: (insight, error, counts) => work.failed(insight.id, error, counts),
    });
  });
}

async function insightsToDo(
  { content, context }: AiParts,
  ids: readonly number[] | undefined,
  givenUp: number,
): Promise<readonly Insight[]> {
  const insights = createInsights(content);
  if (!ids) return insights.toScore(numberSetting(context.settings, "ai.storyLimit") + givenUp);
  const found = await Promise.all(ids.map((id) => insights.get(id)));
  return found.flatMap((insight) => (insight && insight.relevance === null ? [insight] : []));
}

async function score({ ai, content, context }: AiParts, insight: Insight): Promise<string | undefined> {
  const reader = await readerOf(content, insight.userId);
  if (!reader) return "its user has no holdings, profile or interests to score it against";
  const { value } = await ai.ask(relevanceQuestion(insight, reader), context.signal);
  await createInsights(content).setRelevance(insight.id, Math.round(value.relevance));
  return undefined;
}

const relevanceSchema = z.strictObject({ relevance: z.number().min(0).max(100) });

function relevanceQuestion(insight: Insight, reader: Reader): Question<z.infer<typeof relevanceSchema>> {
  return {
    name: "relevance",
    instructions:
      "Say how relevant the insight is to the reader: 0, nothing to do with them, to 100, about what they hold or follow closely. " +
      "Weigh holdings most, then sectors, then interests.",
    passages: [
      { id: "reader", text: wordsAbout(reader) },
      { id: "insight", text: `${insight.title}\n${insight.text}` },
    ],
    schema: relevanceSchema,
    plainly: () => ({ relevance: plainRelevance(insight, reader) }),
    maxOutputTokens: 1_000,
  };
}
