import { createAnalyses } from "../../content/analyses.ts";
import { type ContentDatabase, openContent } from "../../content/content-database.ts";
import { createHoldings } from "../../content/holdings.ts";
import { createInsights } from "../../content/insights.ts";
import { createItemLists } from "../../content/item-lists.ts";
import { createProfiles } from "../../content/profiles.ts";
import { createStories } from "../../content/stories.ts";
import { createUsers } from "../../content/users.ts";
import { valued } from "../../model/content/exposure.ts";
import type { Analysis } from "../../model/news.ts";
import type { Profile } from "../../model/portfolio.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { numberSetting } from "../number-setting.ts";
import { createWorkReport, type WorkOutput } from "../work-report.ts";
import { computeProfile } from "./compute-profile.ts";
import { type Analysed, joinInsights } from "./join-insights.ts";

const dayMs = 86_400_000;
/** What was read so long ago still says what a user is interested in. */
const readingMs = 30 * dayMs;
const mostRead = 1_000;
const mostAnalyses = 2_000;

export async function run(context: TaskContext) {
  const content = openContent(context.contentPath);
  try {
    return await recompute(content, context);
  } finally {
    await content.destroy();
  }
}

async function recompute(content: ContentDatabase, context: TaskContext): Promise<WorkOutput> {
  const report = createWorkReport(context);
  const now = Date.now();
  const user = await createUsers(content).main();
  if (!user) return report.finishSkipped("there is no portfolio yet");
  const analyses = createAnalyses(content);
  const holdings = await createHoldings(content).ofUser(user.id);
  const reading = await analyses.topicsRead(now - readingMs, mostRead);
  const profile = computeProfile({ user, holdings, reading, now });
  await keepProfile(content, profile);

  const since = now - numberSetting(context.settings, "news.insightDays") * dayMs;
  const analysed = await about(content, await analyses.since(since, mostAnalyses));
  const insights = createInsights(content);
  const found = joinInsights({ userId: user.id, holdings: valued(holdings), profile, analysed });
  let toScore = false;
  for (const insight of found.slice(0, numberSetting(context.settings, "news.insightLimit"))) {
    context.signal.throwIfAborted();
    try {
      const { changed } = await insights.put(insight, now);
      toScore ||= changed;
      if (changed) report.done();
      else report.skipped();
    } catch (error) {
      report.failed({ id: insight.itemIds[0] ?? 0, title: insight.title }, error);
    }
  }
  if (toScore) await context.tasks.trigger("score-relevance", {});
  return report.finish("new or changed");
}

/** One that says the same as the one before keeps its time: nothing has changed. */
async function keepProfile(content: ContentDatabase, profile: Profile): Promise<void> {
  const profiles = createProfiles(content);
  const before = await profiles.ofUser(profile.userId);
  const facts = ({ risk, horizon, concentration, sectors, interests }: Profile) =>
    JSON.stringify([risk, horizon, concentration, sectors, interests]);
  if (!before || facts(before) !== facts(profile)) await profiles.put(profile);
}

/** Titles and items of what was analysed; what is gone meanwhile is left out. */
async function about(content: ContentDatabase, analyses: readonly Analysis[]): Promise<readonly Analysed[]> {
  const stories = createStories(content);
  const items = await createItemLists(content).many(analyses.flatMap(({ itemId }) => itemId ?? []));
  const titles = new Map(items.map(({ id, title }) => [id, title]));
  const found: Analysed[] = [];
  for (const analysis of analyses) {
    const { itemId, storyId } = analysis;
    if (itemId !== null) {
      const title = titles.get(itemId);
      if (title !== undefined) found.push({ analysis, title, itemIds: [itemId] });
    } else if (storyId !== null) {
      const story = await stories.get(storyId);
      if (story) found.push({ analysis, title: story.title, itemIds: await stories.itemIds(storyId) });
    }
  }
  return found;
}
