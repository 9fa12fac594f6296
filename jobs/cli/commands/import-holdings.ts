import type { Command } from "commander";
import type { HoldingsImport } from "../../model/content/portfolio-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";
import { Exit, type Output, table } from "../output.ts";
import { plainText } from "../plain-text.ts";
import { readSource } from "../read-source.ts";

type Options = { readonly apply?: boolean; readonly yes?: boolean; readonly skipProblems?: boolean };

const mostCharacters = 900_000;

/** `jobdeck import holdings FILE`: what is in the file is what is held. */
export function addHoldingsImport(command: Command, { output, withHost }: CliContext): void {
  command
    .command("holdings")
    .argument(
      "<file>",
      'CSV with the columns symbol, quantity, cost, currency and perhaps sector; "-" is standard input',
    )
    .description("what you hold, from your broker's CSV: shown first, taken with --apply")
    .option("--apply", "from now on this is what you hold: what is not in the file goes")
    .option("--yes", "the same")
    .option("--skip-problems", "apply it without the lines that cannot be read")
    .action(async (file: string, options: Options) => {
      const csv = await readSource(file);
      if (csv.length > mostCharacters)
        throw new JobdeckError(
          "BAD_INPUT",
          `${file} has ${csv.length} characters; at most ${mostCharacters} are taken.`,
        );
      await withHost(async ({ client }) => {
        const apply = options.apply === true || options.yes === true;
        const wish = { csv, apply, skipProblems: options.skipProblems === true };
        const result = await client.content.portfolio.importHoldings(wish);
        output.json({ source: file, ...result });
        show(result, output);
        for (const { line, message } of result.problems) output.note(line === 0 ? message : `Line ${line}: ${message}`);
        output.line(end(result, apply));
        if (result.holdings.length === 0 || (apply && !result.applied)) throw new Exit(2);
      });
    });
}

const words = { added: "new", changed: "changed", same: "same" } as const;

function show({ holdings, removed }: HoldingsImport, output: Output): void {
  const rows = holdings.map(({ symbol, quantity, cost, currency, sector, change }) => [
    ...[words[change], plainText(symbol), String(quantity), String(cost), currency, plainText(sector ?? "-")],
  ]);
  const gone = removed.map((symbol) => ["gone", plainText(symbol), "-", "-", "-", "-"]);
  if (rows.length + gone.length > 0)
    table(output, ["", "SYMBOL", "QUANTITY", "COST", "CURRENCY", "SECTOR"], [...rows, ...gone]);
}

function end({ holdings, problems, applied }: HoldingsImport, apply: boolean): string {
  if (applied) return `You hold ${holdings.length} positions from now on. The next tick joins the news to them.`;
  if (holdings.length === 0) return "Nothing was written: there is no line that can be read.";
  if (apply) return `Nothing was written: ${problems.length} lines cannot be read. Mend them, or add --skip-problems.`;
  return "Nothing was written. Add --apply to hold these from now on.";
}
