import { type Command, InvalidArgumentError } from "commander";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { iso, localTime } from "../words.ts";
import { findSource } from "./source.ts";

type Options = { readonly source?: string; readonly limit: number };

const mostItems = 5_000;

export function addItems(program: Command, { output, withHost }: CliContext): void {
  program
    .command("items")
    .description("what the sources gave, the newest first")
    .option("--source <source>", "only of this one: its id or its address")
    .option("--limit <n>", `how many at most, 1 to ${mostItems}`, limit, 50)
    .action((options: Options) =>
      withHost(async ({ client }) => {
        const source = options.source === undefined ? undefined : await findSource(client, options.source);
        const sourceId = source?.id;
        const items = await client.content.items.collected({
          limit: options.limit,
          ...(sourceId !== undefined && { sourceId }),
        });
        output.json(items.map(({ publishedAt, ...item }) => ({ ...item, publishedAt: iso(publishedAt) })));
        if (items.length === 0) return output.line("There are no items.");
        const rows = items.map(({ id, state, publishedAt, title, link }) => [
          ...[String(id), state, publishedAt === null ? "-" : localTime(publishedAt)],
          title || link || "-",
        ]);
        table(output, ["ID", "STATE", "PUBLISHED", "TITLE"], rows);
      }),
    );
}

function limit(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= mostItems) return value;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostItems}.`);
}
