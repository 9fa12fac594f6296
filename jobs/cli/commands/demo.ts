import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import type { CliContext } from "../context.ts";
import { becomeHost } from "../host-access.ts";
import { Exit, type Output } from "../output.ts";
import { runToItsEnd } from "../run-to-its-end.ts";
import { duration } from "../words.ts";

const syncSchema = z.object({
  listed: z.number(),
  markdown: z.number(),
  uploaded: z.number(),
  skipped: z.number(),
  failed: z.number(),
  bytes: z.number(),
  durationMs: z.number(),
  skippedFiles: z.array(z.object({ key: z.string(), reason: z.string() })),
});

/** Shows the S3 sync at work, in a home of its own that is gone afterwards. */
export function addDemo(program: Command, { output }: CliContext): void {
  program
    .command("demo")
    .description("sync a sample bucket between local stand-ins; needs no account and leaves nothing behind")
    .action(async () => {
      const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-demo-"));
      try {
        await showSync(home, output);
      } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
    });
}

async function showSync(home: string, output: Output): Promise<void> {
  const host = await becomeHost(home);
  try {
    output.line("A bucket of notes and an AI API, both played by this program on this computer.\n");
    await host.client.demo.start({});
    const { id } = await host.client.jobs.run({ taskId: "sync-s3" });
    const run = await runToItsEnd(host.client, id, output);
    output.json({ sync: run.output });
    if (run.status !== "completed") {
      output.note(run.error?.message ?? `The sync ended as ${run.status}.`);
      throw new Exit(1);
    }
    tell(syncSchema.parse(run.output), output);
  } finally {
    await host.stop();
  }
}

function tell(sync: z.infer<typeof syncSchema>, output: Output): void {
  const { paint } = output;
  output.line();
  output.line(paint.green(paint.bold(`${sync.uploaded} of ${sync.markdown} Markdown files are in the vector store.`)));
  output.line(`${sync.listed} objects listed, ${sync.bytes} bytes uploaded, in ${duration(sync.durationMs)}.`);
  output.line(`Skipped, each with its reason:`);
  for (const { key, reason } of sync.skippedFiles) output.line(`  ${key}  ${paint.dim(reason)}`);
  output.line();
  output.line("Your own bucket: set S3_BUCKET_NAME, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY,");
  output.line("OPENAI_API_KEY and OPENAI_VECTOR_STORE_NAME, then: jobdeck run sync-s3 --dry-run");
}
