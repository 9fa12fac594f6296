import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { ingestAllSources } from "./ingest-all.ts";
import { sourceSettings, withSources } from "./source-parts.ts";

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
  run: (_payload, context) => withSources(context, (parts) => ingestAllSources(parts, context)),
});
