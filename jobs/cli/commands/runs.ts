import type { Command } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import { nearest } from "../../model/nearest.ts";
import type { RunDetail } from "../../model/read-models.ts";
import { type RunState, runStates } from "../../model/run-state.ts";
import type { CliContext } from "../context.ts";
import { type Output, table } from "../output.ts";
import { duration, localTime, resultOf, runDocument, statusWord } from "../words.ts";
import { wholeNumber } from "./jobs.ts";

type ListOptions = { readonly task?: string; readonly status?: string; readonly limit: number };

export function addRuns(program: Command, { output, withHost }: CliContext): void {
  program
    .command("runs")
    .description("the runs, newest first")
    .option("--task <id>", "only of this task")
    .option("--status <status>", `only in this state: ${runStates.join(", ")}`)
    .option("--limit <n>", "how many", wholeNumber, 20)
    .action((options: ListOptions) =>
      withHost(async ({ client }) => {
        const status = knownStatus(options.status);
        const { runs } = await client.runs.list({
          limit: options.limit,
          ...(options.task === undefined ? {} : { taskId: options.task }),
          ...(status === undefined ? {} : { status }),
        });
        if (output.isJson)
          return output.json(
            await Promise.all(runs.map(async ({ id }) => runDocument(await client.runs.get({ runId: id })))),
          );
        const rows = runs.map((run) => [
          run.id.slice(0, 8),
          run.taskId,
          statusWord(run),
          localTime(run.startedAt ?? run.createdAt),
          run.durationMs === null ? "-" : duration(run.durationMs),
          run.trigger,
          resultOf(run),
        ]);
        if (rows.length === 0) return output.line("There are no such runs.");
        table(output, ["RUN", "TASK", "STATUS", "STARTED", "TOOK", "WHY", "RESULT"], rows);
      }),
    );

  program
    .command("status")
    .argument("<run>", "id of a run, or its first letters")
    .description("one run: its state, tries, output and error")
    .action((runId: string) =>
      withHost(async ({ client }) => {
        const run = await client.runs.get({ runId });
        output.json(runDocument(run));
        describeRun(run, output);
      }),
    );

  for (const [name, description] of [
    ["cancel", "end a run that waits or is active"],
    ["retry", "run an ended run again, as a new run"],
  ] as const)
    program
      .command(name)
      .argument("<run>", "id of a run, or its first letters")
      .description(description)
      .action((runId: string) =>
        withHost(async ({ client, isHost }) => {
          const run = await client.runs[name]({ runId });
          output.json(runDocument(run));
          output.line(name === "cancel" ? `Cancelling ${run.id}.` : `Queued as ${run.id}.`);
          if (isHost && name === "retry") output.note("No host is running: it begins with the next start of Jobdeck.");
        }),
      );
}

function knownStatus(text: string | undefined): RunState | undefined {
  if (text === undefined) return undefined;
  const status = runStates.find((state) => state === text);
  if (status) return status;
  const [near] = nearest(text, runStates);
  throw new JobdeckError(
    "BAD_INPUT",
    `There is no state "${text}". ${near ? `Did you mean "${near}"?` : `Known: ${runStates.join(", ")}.`}`,
  );
}

function describeRun(run: RunDetail, output: Output): void {
  const { paint } = output;
  const line = (name: string, value: string) => output.line(`${paint.dim(name.padEnd(10))} ${value}`);
  line("run", run.id);
  line("task", `${run.taskTitle} (${run.taskId})`);
  line("status", statusWord(run));
  line("why", run.trigger);
  line("tries", `${run.attempts} of ${run.maxAttempts}`);
  line("started", localTime(run.startedAt));
  line("ended", localTime(run.finishedAt));
  if (run.durationMs !== null) line("took", duration(run.durationMs));
  if (run.summary) line("result", run.summary);
  if (run.error) line("error", `${run.error.message} (${run.error.code})`);
  if (run.output !== null && run.output !== undefined) output.line(JSON.stringify(run.output, null, 2));
}
