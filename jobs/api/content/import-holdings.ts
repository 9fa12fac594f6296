import type { ContentDatabase } from "../../content/content-database.ts";
import { createHoldings } from "../../content/holdings.ts";
import { createUsers } from "../../content/users.ts";
import { type HoldingLine, parseHoldings } from "../../interchange/holdings-csv.ts";
import type { HoldingsImport } from "../../model/content/portfolio-views.ts";
import type { Holding } from "../../model/portfolio.ts";

/** Who is made the owner of what is brought in first. */
export const ownUser = { email: "me@jobdeck.local", name: "Me" } as const;

type ImportWish = {
  readonly content: ContentDatabase;
  readonly csv: string;
  readonly apply: boolean;
  readonly skipProblems: boolean;
  readonly now: number;
};

/** Shows what a file of holdings would change, and with `apply` changes it: what is in the file is what is held. */
export async function importHoldings({ content, csv, apply, skipProblems, now }: ImportWish): Promise<HoldingsImport> {
  const { holdings, problems } = parseHoldings(csv);
  const users = createUsers(content);
  const user = await users.main();
  const store = createHoldings(content);
  const before = user ? await store.ofUser(user.id) : [];
  const symbols = new Set(holdings.map(({ symbol }) => symbol));
  // A file in which nothing could be read does not mean that nothing is held.
  const applied = apply && holdings.length > 0 && (skipProblems || problems.length === 0);
  if (applied) await store.replace(user?.id ?? (await users.add(ownUser, now)), holdings);
  return {
    holdings: holdings.map((holding) => ({ ...holding, change: changeOf(holding, before) })),
    removed: before.filter(({ symbol }) => !symbols.has(symbol)).map(({ symbol }) => symbol),
    problems: [...problems],
    applied,
  };
}

function changeOf(line: HoldingLine, before: readonly Holding[]): "added" | "changed" | "same" {
  const held = before.find(({ symbol }) => symbol === line.symbol);
  if (!held) return "added";
  const isSame = (["quantity", "cost", "currency", "sector"] as const).every((name) => held[name] === line[name]);
  return isSame ? "same" : "changed";
}
