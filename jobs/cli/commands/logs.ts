import type { Command } from "commander";
import type { LogLine } from "../../model/log.ts";
import type { CliContext } from "../context.ts";
import { formatLine } from "../run-to-its-end.ts";

const pageLines = 5_000;

export function addLogs(program: Command, { output, withHost }: CliContext): void {
  const write = (line: LogLine) => {
    output.jsonLine({ ...line, at: new Date(line.at).toISOString() });
    output.line(formatLine(line, output));
  };
  program
    .command("logs")
    .argument("<run>", "id of a run, or its first letters")
    .description("a run's log (with --json: one line of JSON for each)")
    .option("-f, --follow", "go on until the run has ended")
    .action((runId: string, options: { follow?: boolean }) =>
      withHost(async ({ client }) => {
        if (options.follow) {
          for await (const event of await client.runs.follow({ runId }))
            if (event.type === "log") event.lines.forEach(write);
          return;
        }
        for (let afterSeq = 0; ; ) {
          const lines = await client.runs.logs({ runId, afterSeq, limit: pageLines });
          lines.forEach(write);
          afterSeq = lines.at(-1)?.seq ?? 0;
          if (lines.length < pageLines) return;
        }
      }),
    );
}
