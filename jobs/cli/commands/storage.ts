import type { Command } from "commander";
import type { JobStorage } from "../../model/read-models/storage.ts";
import type { CliContext } from "../context.ts";
import { iso, localTime, size } from "../words.ts";

/** What the home takes on the disk, and the clean-up that makes it less. */
export function addStorage(program: Command, { output, withHost }: CliContext): void {
  program
    .command("storage")
    .description("what the home takes on the disk: files, runs of each job and what of them goes next, backups")
    .action(() =>
      withHost(async ({ client }) => {
        const { files, jobs, backups, kept, cleanUpAt } = await client.storage({});
        output.json({
          files,
          jobs: jobs.map((job) => ({ ...job, firstGoesAt: job.firstGoesAt === null ? null : iso(job.firstGoesAt) })),
          cleanUpAt: iso(cleanUpAt),
          kept,
          backups: backups.map((each) => ({ ...each, createdAt: iso(each.createdAt) })),
        });
        for (const { name, bytes, walBytes } of files) output.line(`${name}  ${size(bytes + walBytes)}`);
        for (const job of jobs) output.line(jobLine(job));
        output.line(`Next clean-up: ${localTime(cleanUpAt)}, at the earliest`);
        const newest = backups[0];
        output.line(newest ? `Newest backup: ${localTime(newest.createdAt)} (${newest.name})` : "No backup yet.");
        for (const file of kept) output.line(`Kept, for you to delete: ${file}`);
      }),
    );
  program
    .command("cleanup")
    .description("delete now what was kept long enough; otherwise done once a day")
    .action(() =>
      withHost(async ({ client }) => {
        const report = await client.cleanUp({});
        output.json(report);
        const { runs, ledgerRows, logLines, bytesBefore, bytesAfter } = report;
        output.line(
          `Deleted ${runs} runs, ${logLines} log lines and ${ledgerRows} rows of the ledger; the files took ${size(bytesBefore)} and take ${size(bytesAfter)}.`,
        );
      }),
    );
}

function jobLine({ taskId, runs, bytes, goes }: JobStorage): string {
  const next = goes.runs === 0 ? "" : `; ${goes.runs.toLocaleString("en")} of them (about ${size(goes.bytes)}) go next`;
  return `${taskId}  ${runs.toLocaleString("en")} runs, about ${size(bytes)}${next}`;
}
