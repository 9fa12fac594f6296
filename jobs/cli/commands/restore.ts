import path from "node:path";
import type { Command } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import { findBackup, restoreBackup, restoreEmpty } from "../../store/restore.ts";
import type { CliContext } from "../context.ts";
import { version } from "../host-access.ts";
import { iso, localTime } from "../words.ts";

export function addRestore(program: Command, { output, home }: CliContext): void {
  program
    .command("restore")
    .argument("[backup]", "name of a backup in the home, a folder, or newest")
    .description("go back to a backup; Jobdeck must not run, and what is replaced is kept")
    .option("--empty", "begin anew in the place of a damaged database instead")
    .action((wanted: string | undefined, { empty }: { empty?: boolean }) => {
      if ((wanted === undefined) === (empty === undefined))
        throw new JobdeckError(
          "BAD_INPUT",
          'Say what to go back to: the name of a backup ("jobdeck backup --list"), a folder, newest, or --empty.',
        );
      const options = {
        ...{ home: home(), version, now: Date.now() },
        migrations: path.join(__dirname, "..", "resources", "migrations"),
        binding: process.env.JOBDECK_SQLITE_BINDING,
      };
      const backup = wanted === undefined ? null : findBackup(home(), wanted);
      const { files, kept } = backup ? restoreBackup(backup, options) : restoreEmpty(options);
      const from = backup && { name: backup.name, folder: backup.folder, createdAt: iso(backup.createdAt) };
      output.json({ backup: from, files, kept });
      output.line(backup ? `Restored, as of ${localTime(backup.createdAt)}:` : "Begun anew:");
      for (const file of files) output.line(`  ${file}`);
      if (kept.length > 0) output.line("What was there is kept; delete it when you no longer need it:");
      for (const file of kept) output.line(`  ${file}`);
    });
}
