import { Argument, type Command } from "commander";
import { type NotifyWish, notifyWishes } from "../../model/notify.ts";
import type { CliContext } from "../context.ts";

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
    .argument("<job>", "id of the job")
    .addArgument(new Argument("[when]", "what it is to tell from now on").choices(["settings", ...notifyWishes]))
    .description("show or set what a job tells by notifications")
    .action((taskId: string, when: NotifyWish | "settings" | undefined) =>
      withHost(async ({ client }) => {
        const { jobs } = client;
        const job = await (when === undefined
          ? jobs.get({ taskId })
          : jobs.setNotify({ taskId, notify: when === "settings" ? null : when }));
        output.json({ taskId: job.taskId, notify: job.notify });
        const shown = job.notify ?? "settings";
        output.line(`${job.taskId}: ${shown} (${meanings[shown]})`);
      }),
    );
}
