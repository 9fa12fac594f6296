import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { JobdeckError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import type { JobDetail } from "../../model/read-models/jobs.ts";
import type { ScheduleView } from "../../model/read-models/schedules.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { localTime, slownessLine } from "../words.ts";

/** `show` and `diff`: what holds, and what the task asks for. */
export function addScheduleReading(schedule: Command, context: CliContext): void {
  const { output, withHost } = context;

  schedule
    .command("show")
    .argument("<schedule>", "id of the schedule, as `jobdeck list --json` shows it")
    .description("all of a schedule, with what the task asks for where you changed it")
    .action((scheduleId: string) =>
      withHost(async ({ client }) => {
        const { job, view } = await find(client, scheduleId);
        const slow = job.slow.filter((found) => found.scheduleId === scheduleId);
        output.json({ ...view, next: view.next.map((at) => new Date(at).toISOString()), slow });
        show(context, view);
        for (const found of slow) output.line(output.paint.yellow(slownessLine(job, found)));
      }),
    );

  schedule
    .command("diff")
    .argument("[schedule]", "id of the schedule; default: every schedule that comes with a task")
    .description("what you changed, beside what the task asks for; `reset` takes it back")
    .action((scheduleId: string | undefined) =>
      withHost(async ({ client }) => {
        const views = scheduleId === undefined ? await all(client) : [(await find(client, scheduleId)).view];
        const changes = views.flatMap(({ id, changes }) => changes.map((change) => ({ scheduleId: id, ...change })));
        output.json(changes);
        if (changes.length === 0) return output.note("Nothing is changed.");
        const rows = changes.map((change) => [change.scheduleId, change.what, text(change.default), text(change.now)]);
        table(output, ["SCHEDULE", "WHAT", "DEFAULT", "NOW"], rows);
      }),
    );
}

async function all(client: JobdeckClient): Promise<readonly ScheduleView[]> {
  return (await client.jobs.list({})).flatMap(({ schedules }) => schedules);
}

/** @throws JobdeckError NOT_FOUND */
async function find(
  client: JobdeckClient,
  scheduleId: string,
): Promise<{ readonly job: JobDetail; readonly view: ScheduleView }> {
  const jobs = await client.jobs.list({});
  for (const job of jobs) {
    const view = job.schedules.find(({ id }) => id === scheduleId);
    if (view) return { job, view };
  }
  const ids = jobs.flatMap(({ schedules }) => schedules.map(({ id }) => id));
  throw new JobdeckError("NOT_FOUND", `There is no schedule "${scheduleId}".${didYouMean(scheduleId, ids)}`);
}

function show({ output }: CliContext, view: ScheduleView): void {
  const { paint } = output;
  const until = view.pausedUntil === null ? "" : ` until ${localTime(view.pausedUntil)}`;
  const title = view.title === null ? "" : ` "${view.title}"`;
  output.line(`${paint.bold(view.id)}${title}: ${view.meaning} (${view.zone})${view.paused ? `, paused${until}` : ""}`);
  if (view.skippedByPause > 0) output.line(`  skipped by the pause so far: ${view.skippedByPause}`);
  for (const at of view.next) output.line(`  next ${localTime(at)}`);
  for (const problem of view.problems) output.line(paint.yellow(problem));
  const changes = new Map(view.changes.map((change) => [change.what, change]));
  const values = { when: view.when, zone: view.zone, payload: view.payload, ...view.policies };
  const rows = Object.entries(values).map(([what, now]) => [what, text(now), changedFrom(changes.get(what))]);
  table(output, ["WHAT", "NOW", "DEFAULT"], rows);
}

function changedFrom(change: { readonly default?: unknown } | undefined): string {
  return change === undefined ? "" : text(change.default);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
