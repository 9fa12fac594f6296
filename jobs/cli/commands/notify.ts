import { Argument, type Command } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import { type NotifyWish, notifyWishes } from "../../model/notify.ts";
import type { JobSummary } from "../../model/read-models/jobs.ts";
import type { CliContext } from "../context.ts";
import { parseJobId } from "../job-id.ts";

const meanings = {
  settings: "as the settings say",
  always: "every run that fails or completes",
  failure: "when it begins to fail, fails differently, or recovers",
  recovery: "only when it works again",
  never: "nothing",
} as const;

/** What a job tells by the notifications of the desktop app. */
export function addNotify(program: Command, { output, withHost }: CliContext): void {
  program
    .command("notify")
    .argument("<job>", "id of the job, as `jobdeck list` shows it")
    .addArgument(new Argument("[when]", "what it is to tell from now on").choices(["settings", ...notifyWishes]))
    .option("--schedule <id>", "of a job whose schedules are your own scripts: one of them")
    .description("show or set what a job tells by notifications")
    .action((id: string, when: NotifyWish | "settings" | undefined, options: { readonly schedule?: string }) =>
      withHost(async ({ client }) => {
        const { jobs } = client;
        const { taskId, scheduleId: schedule = options.schedule } = parseJobId(id);
        const subject = { taskId, ...(schedule === undefined ? {} : { scheduleId: schedule }) };
        const job = await (when === undefined
          ? jobs.get({ taskId })
          : jobs.setNotify({ ...subject, notify: when === "settings" ? null : when }));
        const notify = wishOf(job, schedule);
        output.json({ ...subject, notify });
        const shown = notify ?? "settings";
        output.line(`${schedule ?? job.taskId}: ${shown} (${meanings[shown]})`);
      }),
    );
}

function wishOf(job: JobSummary, scheduleId: string | undefined): NotifyWish | null {
  if (scheduleId === undefined) return job.notify;
  const script = job.scripts.find((each) => each.scheduleId === scheduleId);
  if (!script)
    throw new JobdeckError("NOT_FOUND", `Job "${job.taskId}" has no script "${scheduleId}". See jobdeck list --json.`);
  return script.notify;
}
