import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

const nothing = z.strictObject({});

/** Picks the RSS sources that are due. */
export const ingestPull = schemaTask({
  id: "ingest-pull",
  title: "Fetch due feeds",
  description: "Picks the feeds that are due and starts a run for each.",
  category: "News",
  schema: nothing,
  queue: { concurrencyLimit: 1 },
  settings: sourceSettings,
  schedules: [{ when: "*/5 * * * *" }],
  waitsFor: "news",
  run: async (_payload, context) => (await import("./ingest-pull-run.ts")).run("rss", context),
});

/** The same for YouTube channels. */
export const ingestPullYouTube = schemaTask({
  id: "ingest-pull-youtube",
  title: "Fetch due YouTube channels",
  description: "Picks the YouTube channels that are due and starts a run for each.",
  category: "News",
  schema: nothing,
  queue: { concurrencyLimit: 1 },
  settings: sourceSettings,
  schedules: [{ when: "0 */6 * * *" }],
  waitsFor: "news",
  run: async (_payload, context) => (await import("./ingest-pull-run.ts")).run("youtube", context),
});
