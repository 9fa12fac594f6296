import { z } from "zod";
import type { JobdeckClient } from "../api/contract.ts";
import { JobdeckError } from "../model/errors.ts";
import type { RunDetail } from "../model/read-models/runs.ts";
import type { Output } from "./output.ts";
import { followTick, isTickGood } from "./run-tick.ts";
import { runToItsEnd } from "./run-to-its-end.ts";
import { briefDocument, newestBrief } from "./show-brief.ts";
import { showMarkdown } from "./show-markdown.ts";
import { duration, size } from "./words.ts";

const syncSchema = z.object({
  listed: z.number(),
  markdown: z.number(),
  uploaded: z.number(),
  unchanged: z.number(),
  bytes: z.number(),
  durationMs: z.number(),
  skippedFiles: z.array(z.object({ key: z.string(), reason: z.string() })),
});

/**
 * Runs the S3 sync, the news tick and a brief in the demo workspace, which is on, and tells what happened.
 *
 * @returns what `demo --json` prints
 * @throws JobdeckError when one of them failed
 */
export async function playDemo(client: JobdeckClient, output: Output) {
  const { line, paint } = output;
  line(paint.bold("1. The S3 sync: a bucket of notes into a vector store"));
  line();
  const sync = await played(client, "sync-s3", (runId) => runToItsEnd(client, runId, output));
  tellSync(syncSchema.parse(sync.output), output);
  line();
  line(paint.bold("2. The news tick: six sample feeds, from their items to what they mean for a portfolio"));
  line();
  const { id } = await client.jobs.run({ taskId: "news-tick" });
  const tick = await followTick(client, id, output);
  if (!isTickGood(tick.run, tick.document)) throw failed(tick.run);
  line();
  line(paint.bold("3. The brief: what happened, with a source for every claim"));
  line();
  await played(client, "generate-brief", (runId) => runToItsEnd(client, runId, output));
  const brief = await newestBrief(client);
  line();
  if (brief) showMarkdown(brief.markdown, output);
  return { sync: sync.output, tick: tick.document, brief: brief && briefDocument(brief) };
}

async function played(
  client: JobdeckClient,
  taskId: string,
  follow: (runId: string) => Promise<RunDetail>,
): Promise<RunDetail> {
  const { id } = await client.jobs.run({ taskId });
  const run = await follow(id);
  if (run.status !== "completed") throw failed(run);
  return run;
}

function failed({ taskId, status, error }: RunDetail): JobdeckError {
  return new JobdeckError("TASK_FAILED", error?.message ?? `${taskId} ended as ${status}.`);
}

function tellSync(sync: z.infer<typeof syncSchema>, { line, paint }: Output): void {
  const { uploaded, unchanged, markdown, listed, bytes, durationMs, skippedFiles } = sync;
  line();
  line(paint.green(paint.bold(`${uploaded + unchanged} of ${markdown} Markdown files are in the vector store.`)));
  line(`${listed} objects listed, ${size(bytes)} uploaded, in ${duration(durationMs)}. Skipped, each with its reason:`);
  for (const { key, reason } of skippedFiles) line(`  ${key}  ${paint.dim(reason)}`);
}
