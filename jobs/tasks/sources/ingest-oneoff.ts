import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

const payloadSchema = z.strictObject({
  url: z.string().trim().min(1).max(8_192).describe("A page to keep, or a feed. https:// may be left out."),
  addSource: z.boolean().default(false).describe("Add the feed that it is as a source."),
});

export type Payload = z.output<typeof payloadSchema>;

/** Takes any address once: an article becomes an item, a feed is offered as a source. */
export const ingestOneoff = schemaTask({
  id: "ingest-oneoff",
  title: "Keep a page",
  description: "Takes any address: an article becomes an item, a feed is offered as a source.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 2 },
  settings: sourceSettings,
  run: async (payload, context) => (await import("./ingest-oneoff-run.ts")).run(payload, context),
});
