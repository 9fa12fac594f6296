import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import type { RetentionView } from "../../model/read-models/storage.ts";
import type { CliContext } from "../context.ts";
import { parseJobId } from "../job-id.ts";
import type { Output } from "../output.ts";
import { duration, parseDuration } from "../words.ts";

type Options = {
  readonly archiveAfter?: number;
  readonly deleteAfter?: number;
  readonly deleteFailuresAfter?: number;
  readonly keep?: number;
  readonly keepFailures?: number;
  readonly reset?: boolean;
};

/** How long the runs of a job are kept. */
export function addRetention(program: Command, { output, withHost }: CliContext): void {
  program
    .command("retention")
    .argument("<job>", "id of the job, as `jobdeck list` shows it; a script is kept as all scripts of its kind are")
    .description("show or set how long the runs of a job are kept; what is not set is as the job asks")
    .option("--archive-after <time>", "after the end of a run, like 24h", parseDuration)
    .option("--delete-after <time>", "after the end of a run, like 30d", parseDuration)
    .option("--delete-failures-after <time>", "never less than --delete-after", parseDuration)
    .option("--keep <n>", "at most so many runs, however young", count)
    .option("--keep-failures <n>", "never fewer than --keep", count)
    .option("--reset", "back to what the job itself asks for")
    .action((id: string, { reset, ...options }: Options) =>
      withHost(async ({ client }) => {
        const { taskId, scheduleId } = parseJobId(id);
        if (scheduleId !== undefined && (await client.schedules.list({ scheduleId })).length === 0)
          throw new JobdeckError("NOT_FOUND", `There is no job "${id}". See jobdeck list.`);
        const change = changeOf(options);
        const isChange = reset === true || Object.keys(change).length > 0;
        const view = await (isChange
          ? client.jobs.setRetention({ taskId, change })
          : client.jobs.retention({ taskId }));
        output.json(view);
        tell(view, output);
        if (scheduleId !== undefined)
          output.line(`This holds for every job of "${taskId}", not for ${scheduleId} alone.`);
      }),
    );
}

function changeOf({ archiveAfter, deleteAfter, deleteFailuresAfter, keep, keepFailures }: Options) {
  return {
    ...(archiveAfter === undefined ? {} : { archiveAfterMs: archiveAfter }),
    ...(deleteAfter === undefined ? {} : { deleteAfterMs: deleteAfter }),
    ...(deleteFailuresAfter === undefined ? {} : { deleteFailuresAfterMs: deleteFailuresAfter }),
    ...(keep === undefined ? {} : { keepRuns: keep }),
    ...(keepFailures === undefined ? {} : { keepFailures }),
  };
}

function tell({ taskId, policy, changed }: RetentionView, output: Output): void {
  const number = (runs: number | null) => (runs === null ? "" : `, at most ${runs}`);
  output.line(`${taskId}${changed ? " (set by you)" : ""}`);
  output.line(`  archived after  ${duration(policy.archiveAfterMs)}`);
  output.line(`  runs            ${duration(policy.deleteAfterMs)}${number(policy.keepRuns)}`);
  output.line(`  failures        ${duration(policy.deleteFailuresAfterMs)}${number(policy.keepFailures)}`);
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 10_000_000) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 to 10000000.");
}
