import type { Command } from "commander";
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
    .description("go on after a pause; what was missed meanwhile stays missed")
    .action((taskId: string | undefined) =>
      withHost(async ({ client }) => {
        if (taskId === undefined) await client.engine.resume({});
        else await client.jobs.resume({ taskId });
        output.json(taskId === undefined ? { paused: false } : { id: taskId, paused: false });
        output.line(taskId === undefined ? "Going on." : `${taskId} goes on.`);
      }),
    );
}
