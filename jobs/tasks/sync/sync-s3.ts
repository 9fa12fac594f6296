import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { syncSecrets, syncSettings } from "./sync-needs.ts";

const payloadSchema = z.strictObject({
  prefix: z.string().max(1_024).default("").describe("Only objects whose key begins so."),
  full: z.boolean().default(false).describe("Upload unchanged files too."),
  dryRun: z.boolean().default(false).describe("Change nothing anywhere; say what would be done."),
  mirrorDeletes: z
    .boolean()
    .default(false)
    .describe("Remove from the store what left the bucket; never what this sync did not put there."),
});

export type Payload = z.output<typeof payloadSchema>;

/** Keeps an OpenAI vector store in step with the Markdown files of a bucket. */
export const syncS3 = schemaTask({
  id: "sync-s3",
  title: "S3 → vector store",
  description: "Keeps an OpenAI vector store in step with the Markdown files of a bucket.",
  category: "Sync",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  timeoutMs: 6 * 60 * 60_000,
  secrets: syncSecrets,
  settings: syncSettings,
  schedules: [{ when: "0 0 * * *" }],
  run: async (payload, context) => (await import("./sync-s3-run.ts")).run(payload, context),
});
