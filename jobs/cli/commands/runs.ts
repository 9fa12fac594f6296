import { type Command, Option } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { JobdeckError } from "../../model/errors.ts";
import { nearest } from "../../model/nearest.ts";
import { type RunDetail, type RunSummary, type RunTrigger, runTriggers } from "../../model/read-models/runs.ts";
import { type RunState, runStates } from "../../model/run-state.ts";
import type { CliContext } from "../context.ts";
import { parseJobId } from "../job-id.ts";
import { type Output, table } from "../output.ts";
import { timeOption } from "../time-option.ts";
import { duration, localTime, resultOf, runDocument, statusWord } from "../words.ts";
import { wholeNumber } from "./jobs.ts";

type ListOptions = {
  readonly job?: string[];
  readonly state?: RunState[];
  readonly trigger?: RunTrigger[];
  readonly tag?: string[];
  readonly since?: number;
  readonly until?: number;
  readonly text?: string[];
  readonly limit: number;
};

export function addRuns(program: Command, { output, withHost }: CliContext): void {
  program
    .command("runs")
    .description("the runs, newest first")
    .addOption(
      several("--task, --job <id>", "only of this job, as `jobdeck list` shows it; may be given more than once"),
    )
    .addOption(
      several("--status, --state <state>", `only in this state: ${runStates.join(", ")}`, (text) =>
        oneOf(text, runStates, "state"),
      ),
    )
    .addOption(
      several("--trigger <why>", `only those that came to be so: ${runTriggers.join(", ")}`, (text) =>
        oneOf(text, runTriggers, "trigger"),
      ),
    )
    .addOption(several("--tag <tag>", "only those that carry it"))
    .option("--since <time>", "made then or later: 7d, 12h, 30m back from now, or an ISO time", timeOption)
    .option("--until <time>", "made before", timeOption)
    .addOption(several("--text <words>", "found in the job's title, the result or the error, or begins the run's id"))
    .option("--limit <n>", "how many", wholeNumber, 20)
    .addHelpText(
      "after",
      `
Examples:
  jobdeck runs --state failed --since 7d --text timeout
  jobdeck runs --job command:12ab34cd          # a script of yours`,
    )
    .action((options: ListOptions) =>
      withHost(async ({ client }) => {
        const runs = await readRuns(client, options);
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

/** Page by page: what is looked for may be far back, and a page ends after a moment. */
async function readRuns(client: JobdeckClient, { job, state, trigger, tag, text, limit, ...range }: ListOptions) {
  const runs: RunSummary[] = [];
  let cursor: number | undefined;
  do {
    const page = await client.runs.list({
      ...range,
      ...(job && jobFilter(job)),
      ...(state && { states: state }),
      ...(trigger && { triggers: trigger }),
      ...(tag && { tags: tag }),
      ...(text && { words: text }),
      ...(cursor !== undefined && { cursor }),
      limit: Math.min(1_000, limit - runs.length),
    });
    const known = new Set(runs.map(({ id }) => id));
    runs.push(...page.runs.filter(({ id }) => !known.has(id)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && runs.length < limit);
  return runs.sort((left, right) => right.createdAt - left.createdAt);
}

/** Tasks by their ids, and scripts by those of their schedules. */
function jobFilter(ids: readonly string[]) {
  const jobs = ids.map(parseJobId);
  const taskIds = jobs.flatMap(({ taskId, scheduleId }) => (scheduleId === undefined ? [taskId] : []));
  const scheduleIds = jobs.flatMap(({ scheduleId }) => scheduleId ?? []);
  return { ...(taskIds.length > 0 && { taskIds }), ...(scheduleIds.length > 0 && { scheduleIds }) };
}

/** An option that may be given more than once. */
function several(flags: string, description: string, check: (text: string) => string = (text) => text): Option {
  return new Option(flags, description).argParser((text: string, known: string[] | undefined) => [
    ...(known ?? []),
    check(text),
  ]);
}

function oneOf(text: string, known: readonly string[], what: string): string {
  if (known.includes(text)) return text;
  const [near] = nearest(text, known);
  throw new JobdeckError(
    "BAD_INPUT",
    `There is no ${what} "${text}". ${near ? `Did you mean "${near}"?` : `Known: ${known.join(", ")}.`}`,
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
