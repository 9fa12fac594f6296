import type { Command } from "commander";
import type { Host } from "../../api/host.ts";
import { messageOf } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";
import { becomeHost } from "../host-access.ts";
import { Exit } from "../output.ts";
import { playDemo } from "../play-demo.ts";

/** The headless host. */
export function addStart(program: Command, context: CliContext): void {
  program
    .command("start")
    .alias("worker")
    .description("run the scheduler, the queue and the workers, until stopped")
    .option("--demo", "start the demo workspace, sync its sample bucket and read its sample news first")
    .action(async (options: { demo?: boolean }) => {
      const { output, home } = context;
      const host = await becomeHost(home());
      const stopped = stopOnSignal(host);
      output.note(`Jobdeck is running for ${home()}. Stop it with Ctrl-C.`);
      if (options.demo) await runDemo(host, context);
      for (const job of await host.client.jobs.list({}))
        output.note(
          `  ${job.title}: ${job.nextAt === null ? "no next run" : `next ${new Date(job.nextAt).toISOString()}`}`,
        );
      const signal = await stopped;
      output.note("Stopped. Active runs are taken up by the next start.");
      if (signal === "SIGINT") throw new Exit(130);
    });
}

/** Resolves with the signal's name when the host has stopped because of it. */
function stopOnSignal(host: Host): Promise<NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    const stop = (signal: NodeJS.Signals) => {
      // A second one means: now.
      process.once(signal, () => process.exit(signal === "SIGINT" ? 130 : 143));
      host.stop().then(() => resolve(signal), reject);
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

async function runDemo({ client }: Host, { output }: CliContext): Promise<void> {
  await client.demo.start({});
  output.note("Demo workspace: local stand-ins for bucket, AI API and feeds. Nothing leaves this computer.");
  try {
    await playDemo(client, output);
  } catch (error) {
    // The host stays up all the same.
    output.note(messageOf(error));
  }
}
