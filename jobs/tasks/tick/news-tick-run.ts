import { z } from "zod";
import { openContent } from "../../content/content-database.ts";
import { createSources } from "../../content/sources.ts";
import { messageOf } from "../../model/errors.ts";
import { type TickJob, tickSteps } from "../../model/tick.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { ChildRunError } from "../../sdk/task-client.ts";

/** What every job of the tick says that it came to. */
const countsSchema = z.object({ done: z.number(), skipped: z.number(), failed: z.number() });

export type TickOutput = { readonly jobs: readonly TickJob[]; readonly durationMs: number };

export async function run(context: TaskContext): Promise<TickOutput> {
  return (await isOfUse(context)) ? tick(context) : skip(context);
}

/** Who asks for a tick gets one; by itself it does nothing for somebody who has no use for news. */
async function isOfUse(context: TaskContext): Promise<boolean> {
  return context.run.scheduledAt === null || hasSources(context);
}

async function hasSources({ contentPath }: TaskContext): Promise<boolean> {
  const content = openContent(contentPath);
  try {
    return await createSources(content).anyEnabled();
  } finally {
    await content.destroy();
  }
}

function skip({ report }: TaskContext): TickOutput {
  report({ outcome: "skipped", summary: "Skipped: there is no source of news that is turned on" });
  return { jobs: [], durationMs: 0 };
}

async function tick(context: TaskContext): Promise<TickOutput> {
  const { logger, progress, report } = context;
  const startedAt = Date.now();
  const jobs: TickJob[] = [];
  for (const [place, id] of tickSteps.entries()) {
    progress(place, tickSteps.length, id);
    logger.info(`Starting job: ${id}`, { starting: id });
    const job = await runStep(id, context);
    jobs.push(job);
    const took = `${id} (${job.durationMs}ms)`;
    if (job.status === "completed") logger.info(`Job completed: ${took}`, { job });
    else logger.error(`Job failed: ${took}: ${job.error}`, { job });
  }
  const durationMs = Date.now() - startedAt;
  const failed = jobs.filter(({ status }) => status === "failed");
  logger.info(`done=${jobs.length - failed.length} skipped=0 failed=${failed.length} in ${durationMs}ms`);
  report({
    summary: failed.length === 0 ? `${jobs.length} jobs` : `${failed.map(({ id }) => id).join(", ")} failed`,
    ...(failed.length > 0 && { outcome: "warnings" }),
  });
  if (failed.length === jobs.length)
    throw new Error(`All jobs of the tick failed. The first, ${failed[0]?.id}: ${failed[0]?.error}`);
  return { jobs, durationMs };
}

async function runStep(id: string, { tasks, signal, logger }: TaskContext): Promise<TickJob> {
  const startedAt = Date.now();
  const took = () => Date.now() - startedAt;
  try {
    const output = countsSchema.safeParse(await tasks.triggerAndWait(id, {}, { maxAttempts: 1, tags: ["news-tick"] }));
    if (output.success)
      logger.info(`done=${output.data.done} skipped=${output.data.skipped} failed=${output.data.failed}`);
    return { id, status: "completed", durationMs: took() };
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof ChildRunError ? (await tasks.status(error.runId)).error?.message : undefined;
    return { id, status: "failed", durationMs: took(), error: message ?? messageOf(error) };
  }
}
