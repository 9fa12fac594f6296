import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { becomeHost } from "../host-access.ts";
import type { Output } from "../output.ts";
import { playDemo } from "../play-demo.ts";

const help = `
Bucket, AI API and feeds are played by this program on this computer. The texts are samples: none of them is true. With
--json: { sync, tick, brief }.`;

/** Shows the S3 sync, the news tick and a brief at work, in a home of its own that is gone afterwards. */
export function addDemo(program: Command, { output }: CliContext): void {
  program
    .command("demo")
    .description("sync a sample bucket and read sample news; needs no account and leaves nothing behind")
    .addHelpText("after", help)
    .action(async () => {
      const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-demo-"));
      try {
        await show(home, output);
      } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
    });
}

async function show(home: string, output: Output): Promise<void> {
  const { line } = output;
  const host = await becomeHost(home);
  try {
    line("A bucket of notes, an AI API and news of a country that does not exist, all played by this program");
    line("on this computer.\n");
    await host.client.demo.start({});
    output.json(await playDemo(host.client, output));
    line();
    line("Your own bucket: set S3_BUCKET_NAME, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY,");
    line("OPENAI_API_KEY and OPENAI_VECTOR_STORE_NAME, then: jobdeck run sync-s3 --dry-run");
    line("Your own news: jobdeck source add URL, then: jobdeck tick");
  } finally {
    await host.stop();
  }
}
