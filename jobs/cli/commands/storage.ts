import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { iso, localTime, size } from "../words.ts";

/** What the home takes on the disk, and the clean-up that makes it less. */
export function addStorage(program: Command, { output, withHost }: CliContext): void {
  program
    .command("storage")
    .description("what the home takes on the disk: files, runs of each job, backups")
    .action(() =>
      withHost(async ({ client }) => {
        const { files, jobs, backups, kept } = await client.storage({});
        output.json({
          files,
          jobs,
          kept,
          backups: backups.map((each) => ({ ...each, createdAt: iso(each.createdAt) })),
        });
        for (const { name, bytes, walBytes } of files) output.line(`${name}  ${size(bytes + walBytes)}`);
        for (const { taskId, runs } of jobs) output.line(`${taskId}  ${runs.toLocaleString("en")} runs`);
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
        const { runs, ledgerRows, logLines, freedBytes } = report;
        output.line(
          `Deleted ${runs} runs, ${logLines} log lines and ${ledgerRows} rows of the ledger; ${size(freedBytes)} given back.`,
        );
      }),
    );
}
