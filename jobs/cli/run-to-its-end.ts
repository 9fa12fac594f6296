import type { JobdeckClient } from "../api/contract.ts";
import type { LogLine } from "../model/log.ts";
import type { Progress, RunDetail } from "../model/read-models/runs.ts";
import { isFinal } from "../model/run-state.ts";
import type { Output } from "./output.ts";

const barWidth = 24;

/**
 * Shows a run's log and progress until it has ended, on standard error with `--json`.
 *
 * @returns the run at its end
 */
export async function runToItsEnd(client: JobdeckClient, runId: string, output: Output): Promise<RunDetail> {
  const screen = createScreen(output);
  for await (const event of await client.runs.follow({ runId })) {
    if (event.type === "log") for (const line of event.lines) screen.log(line);
    else if (event.run.progress && !isFinal(event.run.status)) screen.progress(event.run.progress);
  }
  screen.close();
  return client.runs.get({ runId });
}

/** A log line as a person reads it. */
export function formatLine(line: LogLine, { paint }: Output): string {
  const time = paint.dim(new Date(line.at).toISOString().slice(11, 23));
  const level = { debug: paint.dim, info: paint.blue, warn: paint.yellow, error: paint.red }[line.level](
    line.level.padEnd(5),
  );
  return `${time} ${level} ${line.message}`;
}

/** Log lines scroll; on a terminal, the bar stays beneath them. */
function createScreen(output: Output) {
  let bar = "";
  const erase = () => {
    if (bar) process.stderr.write("\r\u001b[K");
  };
  const draw = () => {
    if (bar) process.stderr.write(bar);
  };
  const showsBar = output.isTerminal && process.stderr.isTTY === true;
  return {
    log: (line: LogLine) => {
      erase();
      if (output.isJson) output.note(formatLine(line, output));
      else output.line(formatLine(line, output));
      draw();
    },
    progress: ({ done, total, label }: Progress) => {
      if (!showsBar || total <= 0) return;
      erase();
      const filled = Math.round((barWidth * Math.min(done, total)) / total);
      bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${done} of ${total} ${label ?? ""}`;
      draw();
    },
    close: () => {
      erase();
      bar = "";
    },
  };
}
