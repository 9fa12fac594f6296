import type { Task } from "../sdk/task.ts";
import { generateBrief } from "./briefs/generate-brief.ts";
import { command } from "./custom/command.ts";
import { httpRequest } from "./custom/http-request.ts";
import { analyzeNews } from "./insights/analyze-news.ts";
import { dedupeInsights } from "./insights/dedupe-insights.ts";
import { embedNews } from "./insights/embed-news.ts";
import { extractHighlights } from "./insights/extract-highlights.ts";
import { recomputeProfileInsights } from "./insights/recompute-profile-insights.ts";
import { scoreRelevance } from "./insights/score-relevance.ts";
import { cleanNews } from "./sources/clean-news.ts";
import { sourceTasks } from "./sources/source-tasks.ts";
import { analyzeStory } from "./stories/analyze-story.ts";
import { storiesUpdateStatus } from "./stories/stories-update-status.ts";
import { storySummarize } from "./stories/story-summarize.ts";
import { syncS3 } from "./sync/sync-s3.ts";
import { newsTick } from "./tick/news-tick.ts";

const aiTasks: readonly Task[] = [
  ...[embedNews, analyzeNews, extractHighlights, scoreRelevance],
  ...[analyzeStory, storySummarize, generateBrief],
];
const newsTasks: readonly Task[] = [cleanNews, storiesUpdateStatus, dedupeInsights, recomputeProfileInsights];

/** The tasks that come with Jobdeck. */
export const builtInTasks: readonly Task[] = [
  ...[syncS3, newsTick, ...sourceTasks, ...newsTasks, ...aiTasks],
  ...[command, httpRequest],
];
