import { createInterface } from "node:readline";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { z } from "zod";
import { previewSchedule } from "../../api/preview-schedule.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";
import { Exit } from "../output.ts";
import { duration } from "../words.ts";
import { wholeNumber } from "./jobs.ts";
import { addScheduleReading } from "./schedule-read.ts";
import { addScheduleWriting } from "./schedule-write.ts";

type TestOptions = { readonly zone?: string; readonly from?: number; readonly count: number };

const questionSchema = z.object({
  pattern: z.string(),
  zone: z.string().optional(),
  from: z.string().optional(),
  count: z.number().int().min(1).max(1_000).optional(),
});

type Question = z.infer<typeof questionSchema>;

export function addSchedule(program: Command, context: CliContext): void {
  const { output } = context;
  const schedule = program.command("schedule").description("when jobs run");

  schedule
    .command("test")
    .argument(
      "<pattern>",
      'cron pattern, "every 15m", an ISO time, words such as "weekdays at 7:30"; "-" reads lines of JSON from standard input',
    )
    .description("say what a pattern means and when it fires, without saving anything")
    .option("--zone <zone>", "IANA time zone (default: JOBS_CRON_TZ, else the system's)")
    .option("--from <time>", "ISO time to count from (default: now)", isoTime)
    .option("--count <n>", "how many times", wholeNumber, 5)
    .action(async (pattern: string, options: TestOptions) => {
      if (pattern === "-") return answerLines(context);
      const { next, ...answer } = ask({ pattern, ...options, from: options.from ?? Date.now() });
      output.json({ ...answer, next: next.map((at) => new Date(at).toISOString()) });
      output.line(`${output.paint.bold(answer.meaning)} (${answer.zone})`);
      if (answer.pattern !== pattern.trim()) output.line(`  ${output.paint.dim("pattern")} ${answer.pattern}`);
      for (const at of next)
        output.line(
          `  ${zonedTime(at, answer.zone)}   ${output.paint.dim(`in ${duration(Math.max(0, at - Date.now()))}`)}`,
        );
      for (const note of answer.notes) output.line(output.paint.yellow(`  ${note}`));
    });

  addScheduleReading(schedule, context);
  addScheduleWriting(schedule, context);
}

/** @throws JobdeckError BAD_SCHEDULE with the reason */
function ask({ pattern, zone, from, count }: { pattern: string; zone?: string; from: number; count: number }) {
  const preview = previewSchedule({ when: pattern, zone: zone ?? hostZone(), fromMs: from, count });
  if (!preview.ok) throw new JobdeckError("BAD_SCHEDULE", preview.message);
  return {
    pattern: preview.pattern,
    zone: preview.zone,
    meaning: preview.meaning,
    next: preview.next,
    notes: preview.notes,
  };
}

/** One answer for each line, in order; a line that cannot be answered gives its error, and exit code 2 at the end. */
async function answerLines({ output }: CliContext): Promise<void> {
  let wrong = false;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const answer = answerLine(line);
    wrong ||= "error" in answer;
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  if (wrong) {
    output.note("Some patterns cannot be used; their lines say why.");
    throw new Exit(2);
  }
}

function answerLine(line: string) {
  try {
    const question: Question = questionSchema.parse(JSON.parse(line));
    const from = question.from === undefined ? Date.now() : isoTime(question.from);
    const { next, ...answer } = ask({
      pattern: question.pattern,
      from,
      count: question.count ?? 5,
      ...(question.zone === undefined ? {} : { zone: question.zone }),
    });
    return { ...answer, next: next.map((at) => new Date(at).toISOString()) };
  } catch (error) {
    const code = error instanceof JobdeckError ? error.code : "BAD_INPUT";
    return { error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

function isoTime(text: string): number {
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  throw new InvalidArgumentError(`"${text}" is no ISO time. Example: 2026-12-24T18:00:00Z`);
}

function hostZone(): string {
  return process.env.JOBS_CRON_TZ || Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zonedTime(at: number, zone: string): string {
  const options = { timeZone: zone, weekday: "short", day: "2-digit", month: "short", year: "numeric" } as const;
  const clock = {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  } as const;
  return new Intl.DateTimeFormat("en-GB", { ...options, ...clock }).format(at);
}
