import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { Missed } from "../../model/missed.ts";
import { askMissed, missedOption } from "../ask-missed.ts";
import type { CliContext } from "../context.ts";
import { type JobId, parseJobId } from "../job-id.ts";
import { localTime, parseDuration } from "../words.ts";

export function addEngine(program: Command, { output, withHost }: CliContext): void {
  program
    .command("pause")
    .argument("[job]", "only this job; default: everything")
    .description("start no further runs; what is active goes on")
    .option("--for <time>", "go on by itself after 90s, 30m, 1h, 2d (not for a single job)")
    .action((id: string | undefined, options: { for?: string }) =>
      withHost(async ({ client }) => {
        if (id !== undefined) {
          await pauseJob(client, parseJobId(id));
          output.json({ id, paused: true });
          return output.line(`${id} is paused.`);
        }
        const forMs = options.for === undefined ? undefined : parseDuration(options.for);
        const { paused, pausedUntil } = await client.engine.pause(forMs === undefined ? {} : { forMs });
        output.json({ paused, pausedUntil: pausedUntil === null ? null : new Date(pausedUntil).toISOString() });
        output.line(
          pausedUntil === null
            ? "Everything is paused, until resumed."
            : `Everything is paused until ${localTime(pausedUntil)}.`,
        );
      }),
    );
  program
    .command("resume")
    .argument("[job]", "only this job; default: everything")
    .description("go on after a pause; what it has skipped stays so, unless asked for")
    .addOption(missedOption())
    .action((id: string | undefined, options: { missed?: Missed }) =>
      withHost(async ({ client }) => {
        if (id === undefined) await resumeAll(client, options.missed);
        else await resumeJob(client, parseJobId(id), (skipped) => askMissed({ output }, skipped, options.missed));
        output.json(id === undefined ? { paused: false } : { id, paused: false });
        output.line(id === undefined ? "Going on." : `${id} goes on.`);
      }),
    );
}

async function pauseJob(client: JobdeckClient, { taskId, scheduleId }: JobId): Promise<void> {
  if (scheduleId === undefined) await client.jobs.pause({ taskId });
  else await client.schedules.pause({ scheduleId });
}

type Ask = (skipped: number) => Promise<Missed>;

async function resumeJob(client: JobdeckClient, { taskId, scheduleId }: JobId, ask: Ask): Promise<void> {
  const { schedules } = await client.jobs.get({ taskId });
  const resumed = schedules.filter(({ id }) => scheduleId === undefined || id === scheduleId);
  const missed = await ask(resumed.reduce((sum, schedule) => sum + schedule.skippedByPause, 0));
  if (scheduleId === undefined) await client.jobs.resume({ taskId, missed });
  else await client.schedules.resume({ scheduleId, missed });
}

/** @throws JobdeckError BAD_INPUT: what a pause of everything has skipped is caught up by nobody */
async function resumeAll(client: JobdeckClient, missed: Missed | undefined): Promise<void> {
  if (missed !== undefined && missed !== "nothing")
    throw new JobdeckError("BAD_INPUT", "--missed needs a job: a pause of everything leaves nothing to be caught up.");
  await client.engine.resume({});
}
