import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { type ExportedSchedule, exportCrontab } from "../../interchange/export-crontab.ts";
import { exportJson } from "../../interchange/json.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";

export function addExport(program: Command, context: CliContext): void {
  const { output, withHost } = context;
  const command = program.command("export").description("write the schedules for elsewhere, to standard output");
  const withTask = (name: string, description: string) =>
    command.command(name).description(description).option("--task <id>", "only the schedules of this job");

  withTask("crontab", "text for `crontab FILE`; what a crontab cannot say is a comment").action(
    ({ task }: { task?: string }) =>
      withHost(async ({ client }) => {
        const written = exportCrontab(await schedulesOf(client, task));
        output.json(written);
        output.line(written.text.trimEnd());
        for (const { id, reason } of written.notSaid) output.note(`${id} is a comment only: ${reason}.`);
      }),
  );

  withTask("json", "everything that makes a schedule, for `jobdeck import json`").action(
    ({ task }: { task?: string }) =>
      withHost(async ({ client }) => {
        const text = exportJson(await schedulesOf(client, task));
        output.json(JSON.parse(text));
        output.line(text.trimEnd());
      }),
  );
}

/** By id, so that the same schedules give the same file. @throws JobdeckError NOT_FOUND */
async function schedulesOf(client: JobdeckClient, task: string | undefined): Promise<readonly ExportedSchedule[]> {
  const [jobs, keys] = await Promise.all([client.jobs.list({}), client.schedules.keys({})]);
  if (task !== undefined && !jobs.some(({ taskId }) => taskId === task))
    throw new JobdeckError("NOT_FOUND", `There is no job "${task}". \`jobdeck list\` shows them.`);
  const keyOf = new Map(keys.map(({ scheduleId, importKey }) => [scheduleId, importKey]));
  return jobs
    .filter(({ taskId }) => task === undefined || taskId === task)
    .flatMap((job) => job.schedules.map((view) => ({ ...view, paused: view.paused || job.paused })))
    .map((view) => ({ ...view, importKey: keyOf.get(view.id) ?? null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
