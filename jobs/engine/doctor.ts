import path from "node:path";
import type { Check, EngineStatus } from "../model/read-models/host.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";
import type { FileProblem } from "../model/read-models/settings.ts";
import type { Storage } from "../model/read-models/storage.ts";
import { settingField } from "../model/settings.ts";
import type { BrokenTaskFile } from "../model/users-tasks.ts";
import type { Engine } from "./engine.ts";

type DoctorOptions = { readonly engine: Engine; readonly hostZone: string };

/** What a running host can say about itself. Only reads. */
export async function runDoctor({ engine, hostZone }: DoctorOptions): Promise<Check[]> {
  const jobs = await engine.queries.jobs();
  return [
    databaseCheck(engine),
    ...diskChecks(await engine.queries.engine()),
    ...storageChecks(await engine.storage()),
    vaultCheck(engine),
    zoneCheck(hostZone),
    ...engine.queries.brokenFiles().map(brokenFileCheck),
    ...engine.queries.fileProblems().map(fileProblemCheck),
    ...jobs.flatMap(credentialCheck),
    ...jobs.flatMap(({ schedules }) => schedules.flatMap(holidayCheck)),
  ];
}

function databaseCheck({ stores }: Engine): Check {
  const result = String(stores.database.pragma("quick_check(1)", { simple: true }));
  const base = { id: "database", title: "Database" } as const;
  if (result === "ok") return { ...base, status: "ok", message: `${stores.database.name} is sound.`, remedy: null };
  return {
    ...base,
    status: "problem",
    message: `${stores.database.name} is damaged: ${result}`,
    remedy: "Stop Jobdeck and start it again: it keeps the file and names the newest good backup.",
  };
}

function diskChecks({ diskProblem }: EngineStatus): Check[] {
  if (diskProblem === null) return [];
  return [{ id: "disk", title: "Disk", status: "problem", message: diskProblem, remedy: "Free some space." }];
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function storageChecks({ files, jobs, backups, kept }: Storage): Check[] {
  const runs = jobs.reduce((sum, job) => sum + job.runs, 0);
  const sizes = files.map(({ name, bytes, walBytes }) => `${name} ${mib(bytes + walBytes)}`).join(", ");
  const most = jobs
    .toSorted((a, b) => b.runs - a.runs)
    .slice(0, 5)
    .map((job) => `${job.taskId} ${job.runs}`);
  const newest = backups[0];
  const made = newest ? `The newest is of ${new Date(newest.createdAt).toISOString()}.` : "There is none yet.";
  const checks: Check[] = [
    {
      ...{ id: "storage", title: "Storage", status: "ok", remedy: null },
      message: `${sizes}; ${runs} runs${most.length > 0 ? ` (${most.join(", ")})` : ""}.`,
    },
    {
      id: "backup",
      title: "Backups",
      status: "ok",
      message: `${made} One is made every day while a host runs.`,
      remedy: null,
    },
  ];
  if (kept.length === 0) return checks;
  return [
    ...checks,
    {
      ...{ id: "kept-files", title: "Kept files", status: "warning" },
      message: `Damaged or replaced databases are kept: ${kept.join(", ")}.`,
      remedy: "Delete them when you no longer need them.",
    },
  ];
}

function vaultCheck({ settings }: Engine): Check {
  const { title, warning, kind } = settings.vaultStatus();
  const base = { id: "vault", title: "Secrets" } as const;
  if (kind === "keychain") return { ...base, status: "ok", message: `Kept in ${title}.`, remedy: null };
  return { ...base, status: "warning", message: `Kept in ${title}.`, remedy: warning };
}

function zoneCheck(hostZone: string): Check {
  return { id: "zone", title: "Time zone", status: "ok", message: `Schedules follow ${hostZone}.`, remedy: null };
}

function brokenFileCheck({ file, message, stillUsed }: BrokenTaskFile): Check {
  const goesOn = stillUsed.length > 0 ? ` Its last good version goes on being used (${stillUsed.join(", ")}).` : "";
  return {
    ...{ id: `task-file:${file}`, title: path.basename(file), status: "problem" },
    message: `${file} cannot be loaded: ${message}${goesOn}`,
    remedy: "Mend the file; it is loaded again as soon as it is saved.",
  };
}

/** Each says itself what to do about it. */
function fileProblemCheck({ file, line, column, severity, message }: FileProblem): Check {
  const where = line === null ? file : `${file}, line ${line}, column ${column ?? 1}`;
  return {
    ...{
      id: `file:${file}:${line ?? 0}:${column ?? 0}`,
      title: file,
      status: severity === "error" ? "problem" : "warning",
    },
    message: `${where}: ${message}`,
    remedy: severity === "info" ? null : "Mend the file; it is in force as soon as it is saved.",
  };
}

function holidayCheck({ id, policies, problems }: ScheduleView): Check[] {
  const { holidays } = policies;
  if (holidays === null) return [];
  const base = { id: `holidays:${id}`, title: `Holidays of ${id}` } as const;
  const problem = problems.find((text) => text.includes(holidays));
  if (problem === undefined) return [{ ...base, status: "ok", message: `${holidays} can be read.`, remedy: null }];
  const remedy = `Put a calendar file (.ics) there, or give another with "jobdeck schedule edit ${id} --holidays FILE".`;
  return [{ ...base, status: "warning", message: problem, remedy }];
}

function credentialCheck(job: { taskId: string; title: string; missing: readonly string[] }): Check[] {
  if (job.missing.length === 0)
    return [{ id: `job:${job.taskId}`, title: job.title, status: "ok", message: "Has all settings.", remedy: null }];
  const names = job.missing.map((name) => settingField(name)?.env ?? name).join(", ");
  return [
    {
      id: `job:${job.taskId}`,
      title: job.title,
      status: "warning",
      message: `Is skipped, because these have no value: ${names}.`,
      remedy: 'Set them under Settings, with "jobdeck secrets set", or in the environment.',
    },
  ];
}
