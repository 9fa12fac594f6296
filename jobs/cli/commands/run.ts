import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { cancelOnInterrupt } from "../cancel-on-interrupt.ts";
import type { CliContext } from "../context.ts";
import { parseJobId } from "../job-id.ts";
import { Exit } from "../output.ts";
import { parsePayload } from "../payload.ts";
import { runToItsEnd } from "../run-to-its-end.ts";
import { duration, resultLine, runDocument, statusWord } from "../words.ts";

const help = `
The payload is one JSON object, or --field value pairs; a script has its own, unless one is given:
  jobdeck run sync-s3
  jobdeck run sync-s3 --dry-run --prefix notes/
  jobdeck run sync-s3 '{"full":true}'`;

export function addRun(program: Command, context: CliContext): void {
  program
    .command("run")
    .argument("<job>", "its id, as `jobdeck list` shows it: a task, or a script of yours")
    .argument("[payload...]", "its payload: one JSON object, or --field value pairs")
    .description("run a job once, and show its log and progress until it has ended")
    .option("--wait", "wait for its end (default)", true)
    .option("--no-wait", "only queue it")
    .allowUnknownOption()
    .passThroughOptions(false)
    .addHelpText("after", help)
    .action(async (id: string, words: readonly string[], options: { wait: boolean }) => {
      const payload = parsePayload(words);
      const { taskId, scheduleId } = parseJobId(id);
      await context.withHost(async ({ client, isHost }) => {
        const run = await (scheduleId === undefined
          ? client.jobs.run({ taskId, payload })
          : client.schedules.run({ scheduleId, ...(words.length > 0 ? { payload } : {}) }));
        if (!options.wait && !isHost) return tellQueued(context, run);
        if (!options.wait) context.output.note("No host is running, so this command stays until the run has ended.");
        await wait(client, run.id, context);
      });
    });
}

function tellQueued({ output }: CliContext, run: Parameters<typeof runDocument>[0]): void {
  output.json(runDocument(run));
  output.line(`Queued as ${run.id}. Follow it with: jobdeck logs ${run.id.slice(0, 8)} -f`);
}

async function wait(client: JobdeckClient, runId: string, { output }: CliContext): Promise<void> {
  const { result: run, interrupted } = await cancelOnInterrupt({ client, runId, output }, () =>
    runToItsEnd(client, runId, output),
  );
  output.json(runDocument(run));
  const took = run.durationMs === null ? "" : ` in ${duration(run.durationMs)}`;
  const colour = run.status === "completed" ? output.paint.green : output.paint.red;
  output.line(`${colour(statusWord(run))}${took}: ${resultLine(run)}`);
  if (interrupted) throw new Exit(130);
  if (run.status !== "completed") throw new Exit(1);
}
