/** The tasks that come with Jobdeck and write what the window shows of the news: when one ends, its lists may have changed. */
export const contentTaskIds: ReadonlySet<string> = new Set([
  ...[
    "ingest-pull",
    "ingest-pull-youtube",
    "ingest-rss",
    "ingest-oneoff",
    "ingest-source",
    "ingest-from-upload",
    "fetch-content",
  ],
  ...["clean-news", "embed-news", "analyze-news", "analyze-story", "extract-highlights", "score-relevance"],
  ...["dedupe-insights", "story-summarize", "stories-update-status", "recompute-profile-insights"],
  ...["generate-brief", "news-tick"],
]);
