import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import { homeFiles } from "../../model/home.ts";
import { type Backup, backupProblem, listBackups, readBackup } from "../../store/backups.ts";
import { syncFile, syncFolder } from "../../store/durable-files.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { iso, localTime, size } from "../words.ts";

type BackupOptions = { readonly logs?: boolean; readonly list?: boolean };

export function addBackup(program: Command, context: CliContext): void {
  program
    .command("backup")
    .argument("[folder]", "where to put it; default: a folder of its own in the home, where the newest 7 stay")
    .description("make a verified copy of the databases, also while Jobdeck runs; secrets are never in it")
    .option("--logs", "with the log lines of all runs")
    .option("--list", "show the backups in the home instead")
    .action((folder: string | undefined, options: BackupOptions) =>
      options.list ? list(context) : make(context, folder, options.logs ?? false),
    );
}

function list({ output, home }: CliContext): void {
  const backups = listBackups(home());
  output.json(backups.map(document));
  if (backups.length === 0) output.line(`There is no backup in ${homeFiles(home()).backups}.`);
  if (backups.length === 0) return;
  const rows = backups.map((backup) => [backup.name, backup.kind, localTime(backup.createdAt), size(bytesOf(backup))]);
  table(output, ["backup", "kind", "made", "size"], rows);
}

async function make({ output, home, withHost }: CliContext, wanted: string | undefined, logs: boolean): Promise<void> {
  const target = wanted === undefined ? undefined : path.resolve(wanted);
  if (target !== undefined && existsSync(target))
    throw new JobdeckError(
      "BAD_INPUT",
      `${target} exists already. Choose a folder that is not there yet; nothing is overwritten.`,
    );
  const { name } = await withHost(({ client }) => client.backUp({ logs }));
  const made = path.join(homeFiles(home()).backups, name);
  if (target !== undefined) move(made, target);
  const backup = readBackup(target ?? made);
  if (!backup) throw new Error(`The backup ${target ?? made} was made and is not there`);
  output.json(document(backup));
  output.line(`Backup made and verified: ${backup.folder} (${size(bytesOf(backup))}).`);
  output.note("It holds no secrets: those are in the keychain, or in .env. To go back to it: jobdeck restore FOLDER.");
}

/** Under another name first: a folder that bears the wanted name is whole. */
function move(from: string, to: string): void {
  const making = path.join(path.dirname(to), `.making-${path.basename(to)}`);
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    cpSync(from, making, { recursive: true });
    const copy = readBackup(making);
    const problem = copy ? backupProblem(copy) : "its manifest cannot be read";
    if (problem)
      throw new JobdeckError(
        "DATABASE_DAMAGED",
        `The copy in ${to} is not good: ${problem}. The backup is still in ${from}.`,
      );
    for (const { name } of copy?.files ?? []) syncFile(path.join(making, name));
    renameSync(making, to);
    syncFolder(path.dirname(to));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  rmSync(from, { recursive: true, force: true });
}

function document(backup: Backup) {
  const { name, folder, kind, version, createdAt, files } = backup;
  return { name, folder, kind, version, createdAt: iso(createdAt), bytes: bytesOf(backup), files };
}

function bytesOf({ files }: Backup): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
