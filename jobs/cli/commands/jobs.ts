import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { Line } from "../../model/lines.ts";
import type { EngineStatus } from "../../model/read-models/host.ts";
import type { CliContext } from "../context.ts";
import { type ListedJob, listedJobs } from "../listed-jobs.ts";
import { table } from "../output.ts";
import { duration, jobDocument, localTime, slownessLine, statusWord } from "../words.ts";

export function addJobs(program: Command, { output, withHost }: CliContext): void {
  program
    .command("list")
    .description("the jobs, your scripts among them, with their ids, times and last results")
    .action(() =>
      withHost(async ({ client }) => {
        const [jobs, { engine, brokenFiles }] = await Promise.all([client.jobs.list({}), client.snapshot({})]);
        output.json(jobs.map(jobDocument));
        const listed = listedJobs(jobs);
        table(
          output,
          ["JOB", "ID", "HEALTH", "NEXT", "LAST", "WHEN"],
          listed.map((job) => row(job, engine)),
        );
        if (engine.paused) output.note(`\n${pausedLine(engine)}`);
        for (const { line, schedules } of listed)
          for (const slow of line.slow)
            output.line(output.paint.yellow(slownessLine({ title: line.title, schedules }, slow)));
        for (const { file, message } of brokenFiles)
          output.note(`\n${output.paint.red("broken")} ${file}\n${message.replace(/^/gm, "  ")}`);
      }),
    );

  program
    .command("next")
    .description("what runs next, all jobs together")
    .option("--count <n>", "how many times", wholeNumber, 10)
    .action((options: { count: number }) =>
      withHost(async ({ client }) => {
        const [jobs, { engine }] = await Promise.all([client.jobs.list({}), client.snapshot({})]);
        const times = listedJobs(isEndless(engine) ? [] : jobs)
          .filter(({ line }) => !line.paused)
          .flatMap(({ line, schedules }) =>
            schedules.flatMap((schedule) => schedule.next.map((at) => ({ line, schedule, at }))),
          )
          .sort((a, b) => a.at - b.at)
          .slice(0, options.count);
        output.json(
          times.map(({ schedule, at }) => ({
            taskId: schedule.taskId,
            scheduleId: schedule.id,
            at: new Date(at).toISOString(),
          })),
        );
        const rows = times.map(({ line, at }) => [localTime(at), `in ${duration(at - Date.now())}`, line.title]);
        if (engine.paused) output.note(pausedLine(engine));
        if (rows.length > 0 || !engine.paused) table(output, ["AT", "", "JOB"], rows);
      }),
    );
}

function row({ line, schedules }: ListedJob, engine: Pause): readonly string[] {
  return [
    line.title,
    line.taskId,
    healthWord(line),
    line.nextAt !== null && isEndless(engine) ? "paused" : nextWords(line),
    line.last ? `${statusWord(line.last)} ${localTime(line.last.finishedAt)}` : "-",
    schedules.map((schedule) => schedule.meaning).join("; "),
  ];
}

/** As the list in the window has it. */
function healthWord({ paused, missing, health }: Line): string {
  if (paused) return "paused";
  return missing.length > 0 ? "needs setup" : health;
}

function nextWords({ nextAt, waitsFor }: Line): string {
  if (nextAt !== null) return `${localTime(nextAt)} (in ${duration(nextAt - Date.now())})`;
  return waitsFor === "news" ? "when there is a source of news" : "-";
}

type Pause = Pick<EngineStatus, "paused" | "pausedUntil">;

/** All jobs are paused until somebody resumes them: nobody knows when one runs next. */
function isEndless({ paused, pausedUntil }: Pause): boolean {
  return paused && pausedUntil === null;
}

function pausedLine({ pausedUntil }: Pause): string {
  return `All jobs are paused until ${pausedUntil === null ? "you resume them: jobdeck resume" : localTime(pausedUntil)}.`;
}

/** For options that are counts. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 to 1000.");
}
