import { createAnalyses } from "../../content/analyses.ts";
import { createBriefs } from "../../content/briefs.ts";
import { createItems } from "../../content/items.ts";
import { createSources } from "../../content/sources.ts";
import { createStories } from "../../content/stories.ts";
import type { Item } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { BudgetError } from "../../services/ai/meter.ts";
import { ServiceError } from "../../services/service-error.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { type AiOutput, createAiReport, finishAi } from "../ai/ai-report.ts";
import { numberSetting } from "../number-setting.ts";
import { type BriefGroup, groupItems } from "./brief-groups.ts";
import { briefQuestion } from "./brief-question.ts";
import { type BriefWindow, briefWindow } from "./brief-window.ts";
import type { Payload } from "./generate-brief.ts";
import { renderBrief } from "./render-brief.ts";

export type BriefOutput = AiOutput & {
  /** Null when there was nothing new. */
  readonly briefId: number | null;
  readonly title: string | null;
  readonly items: number;
  readonly stories: number;
  readonly claims: number;
  /** Claims that were left out, because what they cited does not exist or does not say so. */
  readonly dropped: number;
};

/** Newest items first; what comes after so many is old news by then. */
const mostItems = 500;
/** Wishes for the same stretch that come this close together are the same wish. */
const sameWindowMs = 3_600_000;

export async function run(payload: Payload, context: TaskContext) {
  return withAi(context, (parts) => brief(payload, parts));
}

async function brief(payload: Payload, parts: AiParts): Promise<BriefOutput> {
  const { content, context } = parts;
  const startedAt = Date.now();
  const last = await createBriefs(content).newest();
  const window = briefWindow(payload, last?.toAt, startedAt);
  const items = await itemsOf(parts, window);
  const isNews = items.some(({ createdAt }) => createdAt >= (last?.toAt ?? 0));
  const isSame = last !== undefined && Math.abs(last.fromAt - window.fromAt) < sameWindowMs;
  if (items.length === 0 || (isSame && !isNews)) return nothingNew(parts, window, startedAt);
  context.progress(0, 3, `${items.length} items`);
  const ids = items.map(({ id }) => id);
  const groups = groupItems(items, {
    stories: await createStories(content).ofItems(ids),
    analyses: await createAnalyses(content).ofItems(ids),
  });
  return write(parts, { window, groups, startedAt });
}

function itemsOf({ content }: AiParts, { fromAt, toAt, publishedSince }: BriefWindow): Promise<readonly Item[]> {
  const items = createItems(content);
  return publishedSince === undefined
    ? items.published(fromAt, toAt, mostItems)
    : items.arrived({ fromAt, toAt, publishedSince }, mostItems);
}

function nothingNew({ ai, context }: AiParts, { fromAt }: BriefWindow, startedAt: number): BriefOutput {
  const summary = `No new items since ${new Date(fromAt).toISOString()}; no brief was made`;
  const output = createAiReport(startedAt).output(ai, Date.now());
  context.logger.info(`${summary}.`);
  context.logger.info(`done=0 skipped=0 failed=0 in ${output.durationMs}ms`);
  context.report({ outcome: "skipped", summary });
  return { ...output, briefId: null, title: null, items: 0, stories: 0, claims: 0, dropped: 0 };
}

type Draft = { readonly window: BriefWindow; readonly groups: readonly BriefGroup[]; readonly startedAt: number };

async function write(parts: AiParts, { window, groups, startedAt }: Draft): Promise<BriefOutput> {
  const { ai, content, context } = parts;
  const report = createAiReport(startedAt);
  const items = groups.flatMap((group) => group.items);
  const nothing = { briefId: null, title: null, items: items.length, stories: 0, claims: 0, dropped: 0 };
  const chosen = groups.slice(0, numberSetting(context.settings, "ai.briefStories"));
  const { question, dropped } = briefQuestion(chosen);
  context.progress(1, 3, `${chosen.length} of ${groups.length} stories`);
  try {
    const { value, provider, model } = await ai.ask(question, context.signal);
    const sources = new Map((await createSources(content).all()).map(({ id, title }) => [id, title]));
    const { title, markdown, itemIds } = renderBrief({
      ...{ answer: value, groups, sources, label: ai.label, isQuoted: provider === "local", dropped: dropped() },
      ...{ fromAt: window.fromAt, toAt: window.toAt },
    });
    const kept = { title, markdown, itemIds, provider, model, fromAt: window.fromAt, toAt: window.toAt };
    const briefId = await createBriefs(content).put(kept, Date.now());
    report.done();
    context.progress(3, 3);
    if (dropped() > 0) context.logger.warn(`${dropped()} claims were left out: what they cited does not say so.`);
    const claims = value.stories.reduce((sum, story) => sum + story.claims.length, 0);
    const facts = { briefId, title, items: items.length, stories: value.stories.length, claims, dropped: dropped() };
    const verb = `brief of ${items.length} items, ${facts.stories} stories, ${claims} claims`;
    return { ...finishAi({ report, from: ai, context, verb }), ...facts };
  } catch (error) {
    context.signal.throwIfAborted();
    // The engine tries again: nothing of the stretch is lost, since the last brief is what it was.
    if (!(error instanceof BudgetError))
      throw error instanceof ServiceError && error.kind === "item" ? new Error(error.message, { cause: error }) : error;
    report.outOfBudget([{ id: 0, title: "brief" }], error);
    return { ...finishAi({ report, from: ai, context, verb: "made" }), ...nothing };
  }
}
