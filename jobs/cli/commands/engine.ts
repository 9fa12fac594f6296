import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { Missed } from "../../model/missed.ts";
import { askMissed, missedOption } from "../ask-missed.ts";
import type { CliContext } from "../context.ts";
import { localTime, parseDuration } from "../words.ts";

export function addEngine(program: Command, { output, withHost }: CliContext): void {
  program
    .command("pause")
    .argument("[job]", "only this job; default: everything")
    .description("start no further runs; what is active goes on")
    .option("--for <time>", "go on by itself after 90s, 30m, 1h, 2d (not for a single job)")
    .action((taskId: string | undefined, options: { for?: string }) =>
      withHost(async ({ client }) => {
        if (taskId !== undefined) {
          await client.jobs.pause({ taskId });
          output.json({ id: taskId, paused: true });
          return output.line(`${taskId} is paused.`);
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
    .action((taskId: string | undefined, options: { missed?: Missed }) =>
      withHost(async ({ client }) => {
        if (taskId === undefined) await resumeAll(client, options.missed);
        else {
          const { schedules } = await client.jobs.get({ taskId });
          const skipped = schedules.reduce((sum, schedule) => sum + schedule.skippedByPause, 0);
          await client.jobs.resume({ taskId, missed: await askMissed({ output }, skipped, options.missed) });
        }
        output.json(taskId === undefined ? { paused: false } : { id: taskId, paused: false });
        output.line(taskId === undefined ? "Going on." : `${taskId} goes on.`);
      }),
    );
}

/** @throws JobdeckError BAD_INPUT: what a pause of everything has skipped is caught up by nobody */
async function resumeAll(client: JobdeckClient, missed: Missed | undefined): Promise<void> {
  if (missed !== undefined && missed !== "nothing")
    throw new JobdeckError("BAD_INPUT", "--missed needs a job: a pause of everything leaves nothing to be caught up.");
  await client.engine.resume({});
}
