import path from "node:path";
import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { messageOf } from "../../model/errors.ts";
import type { TaskList } from "../../model/read-models/host.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { parsePayload } from "../payload.ts";
import { runToItsEnd } from "../run-to-its-end.ts";
import { resultLine, statusWord } from "../words.ts";

export function addDev(program: Command, { output, withHost }: CliContext): void {
  program
    .command("dev")
    .argument("[job]", "run this one at once, and again whenever a task file has changed")
    .argument("[payload...]", "its payload: one JSON object, or --field value pairs")
    .description("work on your own task files: shows what loads, what is broken, and how runs go (Ctrl+C ends it)")
    .allowUnknownOption()
    .passThroughOptions(false)
    .action((taskId: string | undefined, words: readonly string[]) => {
      const payload = parsePayload(words);
      return withHost(async ({ client }) => {
        const events = await client.events({});
        const first = await client.snapshot({});
        report(first, output);
        if (taskId !== undefined) await runOnce(client, { taskId, payload }, output);
        for await (const event of events) {
          if (event.type !== "task-list") continue;
          report(event, output);
          if (taskId !== undefined && event.brokenFiles.length === 0)
            await runOnce(client, { taskId, payload }, output);
        }
      });
    });
}

/** A failure is shown, and the next change is waited for. */
async function runOnce(client: JobdeckClient, wish: { taskId: string; payload: unknown }, output: Output) {
  try {
    const { id } = await client.jobs.run(wish);
    const run = await runToItsEnd(client, id, output);
    output.jsonLine({ run: id, status: run.status, output: run.output, error: run.error });
    output.line(`${statusWord(run)}: ${resultLine(run)}`);
    if (run.error?.stack) output.line(output.paint.dim(run.error.stack));
  } catch (error) {
    output.note(messageOf(error));
  }
}

function report({ jobs, brokenFiles }: TaskList, output: Output): void {
  const own = jobs.flatMap(({ taskId, file }) => (file === null ? [] : [{ taskId, file }]));
  const broken = brokenFiles.map(({ file, message, stillUsed }) => ({ file, message, stillUsed }));
  output.jsonLine({ tasks: own, broken });
  const { green, red, dim } = output.paint;
  for (const file of new Set(own.map((each) => each.file))) {
    if (broken.some((each) => each.file === file)) continue;
    const ids = own.filter((each) => each.file === file).map(({ taskId }) => taskId);
    output.line(`${green("loaded")} ${path.basename(file)} ${dim(ids.join(", "))}`);
  }
  for (const { file, message, stillUsed } of broken) {
    const goesOn = stillUsed.length > 0 ? dim(` (its last good version goes on: ${stillUsed.join(", ")})`) : "";
    output.line(`${red("broken")} ${path.basename(file)}${goesOn}`);
    output.line(message.replace(/^/gm, "  "));
  }
  if (own.length + broken.length === 0) output.line('There are no task files yet. Begin with "jobdeck init".');
}
