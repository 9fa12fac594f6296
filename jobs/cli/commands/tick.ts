import type { Command } from "commander";
import { cancelOnInterrupt } from "../cancel-on-interrupt.ts";
import type { CliContext } from "../context.ts";
import { Exit } from "../output.ts";
import { followTick, isTickGood } from "../run-tick.ts";

const help = `
Fetches all feeds, then cleans, embeds and analyses what is new, and brings profile and insights up to date. A job that
fails does not stop those after it; the exit code is 1 when any failed.`;

/** The news, once: for cron, systemd, launchd and the Task Scheduler (docs/recipes). */
export function addTick(program: Command, { output, withHost }: CliContext): void {
  program
    .command("tick")
    .description("the news tick, once: five jobs, one after the other, and a summary")
    .addHelpText("after", help)
    .action(() =>
      withHost(async ({ client }) => {
        const { id: runId } = await client.jobs.run({ taskId: "news-tick" });
        const { result, interrupted } = await cancelOnInterrupt({ client, runId, output }, () =>
          followTick(client, runId, output),
        );
        output.json(result.document);
        if (interrupted) throw new Exit(130);
        if (isTickGood(result.run, result.document)) return;
        if (result.document.jobs.length === 0)
          output.note(result.run.error?.message ?? `The tick was ${result.run.status}.`);
        throw new Exit(1);
      }),
    );
}
