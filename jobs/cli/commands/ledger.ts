import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { Occurrence } from "../../model/read-models.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { duration, localTime, parseDuration } from "../words.ts";
import { wholeNumber } from "./jobs.ts";

type Options = { readonly since?: number; readonly limit: number; readonly schedule?: string };

const page = 1_000;

export function addLedger(program: Command, { output, withHost }: CliContext): void {
  program
    .command("ledger")
    .argument("<job>", "id of the job, as `jobdeck list` shows it")
    .description("what became of every due time, newest first")
    .option(
      "--since <time>",
      "7d, 12h, 30m back from now, or an ISO time (default: as far as the limit reaches)",
      since,
    )
    .option("--limit <n>", "how many times at most", wholeNumber, 1_000)
    .option("--schedule <id>", "only of this schedule")
    .addHelpText(
      "after",
      `
Outcomes: pending, ran, ran-late, skipped, missed. A row that stands for a long row of times says how many.

Example:
  jobdeck ledger sync-s3 --since 7d`,
    )
    .action((taskId: string, options: Options) =>
      withHost(async ({ client }) => {
        const rows: Occurrence[] = [];
        for (let before: number | undefined; ; before = rows.at(-1)?.scheduledAt) {
          const found = await client.schedules.ledger({
            taskId,
            limit: page,
            ...(before === undefined ? {} : { before }),
          });
          rows.push(...found);
          const last = found.at(-1);
          if (found.length < page || !last || rows.length >= options.limit || last.scheduledAt < (options.since ?? 0))
            break;
        }
        const shown = rows
          .filter(({ scheduledAt }) => scheduledAt >= (options.since ?? 0))
          .filter(({ scheduleId }) => options.schedule === undefined || scheduleId === options.schedule)
          .slice(0, options.limit);
        output.json(shown.map(document));
        if (shown.length === 0) output.note("No time of this job has been due yet, as far as the ledger is kept.");
        else table(output, ["DUE", "OUTCOME", "WHY", "LATE", "TIMES", "RUN", "SCHEDULE"], shown.map(row));
      }),
    );
}

function document({ scheduledAt, decidedAt, ...rest }: Occurrence) {
  return {
    scheduledAt: new Date(scheduledAt).toISOString(),
    decidedAt: new Date(decidedAt).toISOString(),
    ...rest,
  };
}

function row({ scheduledAt, outcome, reason, lateMs, slots, runId, scheduleId }: Occurrence): readonly string[] {
  const late = outcome === "ran-late" ? duration(lateMs) : "-";
  return [localTime(scheduledAt), outcome, reason ?? "-", late, String(slots), runId?.slice(0, 8) ?? "-", scheduleId];
}

function since(text: string): number {
  if (/^\d+[smhd]$/.test(text)) return Date.now() - parseDuration(text);
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  throw new InvalidArgumentError(`"${text}" is neither a duration such as 7d or 12h nor an ISO time.`);
}
