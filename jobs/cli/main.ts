import { CommanderError } from "commander";
import { createOutput, reportError } from "./output.ts";
import { createProgram } from "./program.ts";

const json = process.argv.slice(2).includes("--json");
const output = createOutput(json);

// `jobdeck runs | head -1` closes our output early; that is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

createProgram(output)
  .parseAsync(process.argv)
  .then(
    () => leave(process.exitCode ?? 0),
    (error: unknown) => leave(error instanceof CommanderError ? wrongUse(error) : reportError(error, output)),
  );

/** A reader that is slow has not taken everything yet; ending at once would cut off the rest. */
function leave(code: number | string): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

/** Commander has already said what is wrong; `--help` and `--version` are no errors. */
function wrongUse(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  output.json({ error: { code: "BAD_INPUT", message: error.message.replace(/^error: /, "") } });
  return 2;
}
