import path from "node:path";
import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { sourceSettings } from "./source-settings.ts";

const file = z
  .string()
  .min(1)
  .max(4_096)
  .refine((name) => path.isAbsolute(name), "write the whole path, from the root on");

/** Files become items; OPML becomes sources. */
export const ingestFromUpload = schemaTask({
  id: "ingest-from-upload",
  title: "Take files in",
  description: "Markdown, text, HTML and PDF files become items; OPML becomes sources.",
  category: "News",
  schema: z.strictObject({
    files: z.array(file).min(1).max(1_000).describe("Whole paths of files, or of folders whose files are taken."),
  }),
  queue: { concurrencyLimit: 2 },
  timeoutMs: 60 * 60_000,
  settings: sourceSettings,
  run: async (payload, context) => (await import("./ingest-from-upload-run.ts")).run(payload, context),
});
