import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

/** Fetches all enabled sources in one run: the first step of the tick. */
export const ingestRss = schemaTask({
  id: "ingest-rss",
  title: "Fetch all feeds",
  description: "Fetches all feeds that are turned on, due or not, in one run.",
  category: "News",
  schema: z.strictObject({}),
  queue: { concurrencyLimit: 1 },
  timeoutMs: 60 * 60_000,
  settings: sourceSettings,
  run: async (_payload, context) => (await import("./ingest-rss-run.ts")).run(context),
});
