import type { ContentDatabase } from "../../content/content-database.ts";
import { createHoldings } from "../../content/holdings.ts";
import { createProfiles } from "../../content/profiles.ts";
import { createUsers } from "../../content/users.ts";
import type { Share } from "../../model/portfolio.ts";

/** What is known of a user that relevance is measured against. */
export type Reader = {
  readonly symbols: readonly string[];
  readonly sectors: readonly Share[];
  readonly interests: readonly Share[];
};

/** Undefined when nothing is known that anything could be relevant to. */
export async function readerOf(content: ContentDatabase, userId: number): Promise<Reader | undefined> {
  const [user, holdings, profile] = await Promise.all([
    createUsers(content).get(userId),
    createHoldings(content).ofUser(userId),
    createProfiles(content).ofUser(userId),
  ]);
  const said = (user?.interests ?? []).map((name) => ({ name, share: 1 }));
  const reader = {
    symbols: holdings.map(({ symbol }) => symbol),
    sectors: profile?.sectors ?? [],
    interests: [...said, ...(profile?.interests ?? []).filter(({ name }) => !user?.interests.includes(name))],
  };
  const isEmpty = Object.values(reader).every((list) => list.length === 0);
  return isEmpty ? undefined : reader;
}

/** As a model is told. */
export function wordsAbout({ symbols, sectors, interests }: Reader): string {
  const shares = (list: readonly Share[]) =>
    list.map(({ name, share }) => `${name} (${Math.round(share * 100)}%)`).join(", ") || "none";
  return `Holdings: ${symbols.join(", ") || "none"}\nSectors: ${shares(sectors)}\nInterests: ${shares(interests)}`;
}
