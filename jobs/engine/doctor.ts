import type { Check } from "../model/read-models.ts";
import { settingField } from "../model/settings.ts";
import type { Engine } from "./engine.ts";

type DoctorOptions = { readonly engine: Engine; readonly hostZone: string };

/** What a running host can say about itself. Only reads. */
export async function runDoctor({ engine, hostZone }: DoctorOptions): Promise<Check[]> {
  const jobs = await engine.queries.jobs();
  return [databaseCheck(engine), vaultCheck(engine), zoneCheck(hostZone), ...jobs.flatMap(credentialCheck)];
}

function databaseCheck({ stores }: Engine): Check {
  const result = String(stores.database.pragma("quick_check(1)", { simple: true }));
  const base = { id: "database", title: "Database" } as const;
  if (result === "ok") return { ...base, status: "ok", message: `${stores.database.name} is sound.`, remedy: null };
  return {
    ...base,
    status: "problem",
    message: `${stores.database.name} is damaged: ${result}`,
    remedy: "Stop Jobdeck, put a copy of the file in safety, and put a backup in its place.",
  };
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
