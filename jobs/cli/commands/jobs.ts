import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { JobDetail } from "../../model/read-models.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { duration, jobDocument, localTime, slownessLine, statusWord } from "../words.ts";

export function addJobs(program: Command, { output, withHost }: CliContext): void {
  program
    .command("list")
    .description("the jobs, with their schedules and last results")
    .action(() =>
      withHost(async ({ client }) => {
        const [jobs, { brokenFiles }] = await Promise.all([client.jobs.list({}), client.snapshot({})]);
        output.json(jobs.map(jobDocument));
        const rows = jobs.map((job) => [
          job.taskId,
          job.paused ? "paused" : job.health,
          nextWords(job),
          job.last ? `${statusWord(job.last)} ${localTime(job.last.finishedAt)}` : "-",
          job.schedules.map((schedule) => schedule.meaning).join("; "),
        ]);
        table(output, ["JOB", "HEALTH", "NEXT", "LAST", "WHEN"], rows);
        for (const job of jobs) for (const slow of job.slow) output.line(output.paint.yellow(slownessLine(job, slow)));
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
        const jobs = await client.jobs.list({});
        const times = jobs
          .filter((job) => !job.paused)
          .flatMap((job) => job.schedules.flatMap((schedule) => schedule.next.map((at) => ({ job, schedule, at }))))
          .sort((a, b) => a.at - b.at)
          .slice(0, options.count);
        output.json(
          times.map(({ job, schedule, at }) => ({
            taskId: job.taskId,
            scheduleId: schedule.id,
            at: new Date(at).toISOString(),
          })),
        );
        const rows = times.map(({ job, at }) => [localTime(at), `in ${duration(at - Date.now())}`, job.title]);
        table(output, ["AT", "", "JOB"], rows);
      }),
    );
}

function nextWords({ nextAt, waitsFor }: JobDetail): string {
  if (nextAt !== null) return `${localTime(nextAt)} (in ${duration(nextAt - Date.now())})`;
  return waitsFor === "news" ? "when there is a source of news" : "-";
}

/** For options that are counts. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 to 1000.");
}
