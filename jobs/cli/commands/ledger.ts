import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import type { Occurrence } from "../../model/read-models/schedules.ts";
import type { CliContext } from "../context.ts";
import { parseJobId } from "../job-id.ts";
import { table } from "../output.ts";
import { timeOption } from "../time-option.ts";
import { duration, localTime } from "../words.ts";
import { wholeNumber } from "./jobs.ts";

type Options = { readonly since?: number; readonly limit?: number; readonly schedule?: string };

const page = 1_000;

export function addLedger(program: Command, { output, withHost }: CliContext): void {
  program
    .command("ledger")
    .argument("<job>", "id of the job, as `jobdeck list` shows it")
    .description("what became of every due time, newest first")
    .option(
      "--since <time>",
      "7d, 12h, 30m back from now, or an ISO time (default: as far as the limit reaches)",
      timeOption,
    )
    .option("--limit <n>", "how many times at most (default: 1000; with --since all)", wholeNumber)
    .option("--schedule <id>", "only of this schedule")
    .addHelpText(
      "after",
      `
Outcomes: pending, ran, ran-late, skipped, missed. A row that stands for a long row of times says how many.

Example:
  jobdeck ledger sync-s3 --since 7d`,
    )
    .action((id: string, options: Options) =>
      withHost(async ({ client }) => {
        const { taskId, scheduleId } = parseJobId(id);
        const { rows: shown, more } = await readLedger(client, taskId, {
          ...(scheduleId === undefined ? {} : { schedule: scheduleId }),
          ...options,
        });
        output.json(shown.map(document));
        if (shown.length === 0) output.note("No such time of this job has been due, as far as the ledger is kept.");
        else table(output, ["DUE", "OUTCOME", "WHY", "LATE", "TIMES", "RUN", "SCHEDULE"], shown.map(row));
        if (more) output.note("There are older ones: --since 7d shows all of a week.");
      }),
    );
}

/** Newest first, a page at a time, as far as is asked for. */
async function readLedger(client: JobdeckClient, taskId: string, options: Options) {
  const { since: from = Number.NEGATIVE_INFINITY, schedule } = options;
  const limit = options.limit ?? (options.since === undefined ? page : Number.POSITIVE_INFINITY);
  const rows: Occurrence[] = [];
  const seen = new Set<string>();
  let before: number | undefined;
  for (;;) {
    const found = await client.schedules.ledger({ taskId, limit: page, ...(before !== undefined && { before }) });
    const fresh = found.filter(({ scheduleId, scheduledAt }) => !seen.has(`${scheduleId} ${scheduledAt}`));
    for (const { scheduleId, scheduledAt } of fresh) seen.add(`${scheduleId} ${scheduledAt}`);
    const wanted = fresh.filter((found) => found.scheduledAt >= from);
    rows.push(...wanted.filter((found) => schedule === undefined || found.scheduleId === schedule));
    const last = fresh.at(-1);
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true };
    if (found.length < page || !last || last.scheduledAt < from) return { rows, more: false };
    // The oldest time is asked for again: another schedule of the job may be due at the very same one.
    before = last.scheduledAt + 1;
  }
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
