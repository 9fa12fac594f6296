import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

/** Fetches one source, due or not. */
export const ingestSource = schemaTask({
  id: "ingest-source",
  title: "Fetch a feed",
  description: "Fetches one feed and stores what is new in it.",
  category: "News",
  schema: z.strictObject({ sourceId: z.number().int().min(1).describe("As `jobdeck source list` shows it.") }),
  queue: { concurrencyLimit: 5 },
  // A source that fails has a back-off of its own.
  retry: { limit: 0 },
  settings: sourceSettings,
  run: async (payload, context) => (await import("./ingest-source-run.ts")).run(payload, context),
});
