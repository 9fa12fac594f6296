import { z } from "zod";
import type { JobdeckClient } from "../api/contract.ts";
import type { LogLine } from "../model/log.ts";
import type { RunDetail } from "../model/read-models/runs.ts";
import { type TickJob, tickJobSchema } from "../model/tick.ts";
import type { Output } from "./output.ts";
import { jobEnd, jobHead, tickHead, tickSummary } from "./tick-report.ts";

/** What `tick --json` prints, and `demo --json` as its `tick`. */
export type TickDocument = {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly jobs: readonly TickJob[];
};

/** What the tick's log says besides its words. */
const noteSchema = z.union([z.object({ starting: z.string() }), z.object({ job: tickJobSchema })]);

/** Follows a run of the tick to its end and prints it as it goes, on standard error with `--json`. */
export async function followTick(
  client: JobdeckClient,
  runId: string,
  output: Output,
): Promise<{ readonly run: RunDetail; readonly document: TickDocument }> {
  const say = output.isJson ? output.note : output.line;
  const jobs: TickJob[] = [];
  const startedAt = Date.now();
  const sayAll = (lines: readonly string[]): void => {
    for (const line of lines) say(line);
  };
  const tell = ({ message, data }: LogLine): void => {
    const note = noteSchema.safeParse(data);
    if (!note.success) say(message);
    else if ("starting" in note.data) sayAll(jobHead(note.data.starting));
    else {
      jobs.push(note.data.job);
      say(jobEnd(note.data.job));
    }
  };
  sayAll(tickHead(startedAt));
  for await (const event of await client.runs.follow({ runId })) {
    if (event.type !== "log") continue;
    for (const line of event.lines) tell(line);
  }
  const durationMs = Date.now() - startedAt;
  sayAll(tickSummary(jobs, durationMs));
  const run = await client.runs.get({ runId });
  return { run, document: { startedAt: new Date(startedAt).toISOString(), durationMs, jobs } };
}

/** All five jobs succeeded. */
export function isTickGood(run: RunDetail, { jobs }: TickDocument): boolean {
  return run.status === "completed" && jobs.every(({ status }) => status === "completed");
}
