import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

const id = z.number().int().min(1);

const payloadSchema = z.strictObject({
  itemIds: z.array(id).min(1).max(1_000).optional().describe("Default: those whose page is wanted."),
  limit: z.number().int().min(1).max(1_000).default(50).describe("At most so many of those that are wanted."),
  again: z.boolean().default(false).describe("Fetch again what is there."),
});

export type Payload = z.output<typeof payloadSchema>;

/** The full text of items' pages. */
export const fetchContent = schemaTask({
  id: "fetch-content",
  title: "Fetch full texts",
  description: "Fetches the pages of items and keeps the article in each, with its picture and author.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 3 },
  timeoutMs: 30 * 60_000,
  settings: sourceSettings,
  run: async (payload, context) => (await import("./fetch-content-run.ts")).run(payload, context),
});
