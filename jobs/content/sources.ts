import type { Kysely, Selectable } from "kysely";
import type { Source, SourceKind } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, toRow } from "./rows.ts";
import type { SourceTable } from "./tables/news-tables.ts";

export type NewSource = Pick<Source, "kind" | "url" | "title"> &
  Partial<Pick<Source, "siteUrl" | "enabled" | "intervalMs" | "demo" | "disabledReason">>;

/** What of a source can change; the rest is its identity. */
export type SourceChange = Partial<Omit<Source, "id" | "kind" | "demo" | "createdAt">>;

/** The sources of news. */
export function createSources(database: Kysely<ContentSchema>) {
  const one = async (column: "id" | "url", value: number | string): Promise<Source | undefined> => {
    const row = await database.selectFrom("source").selectAll().where(column, "=", value).executeTakeFirst();
    return row && toSource(row);
  };
  return {
    /** By title. */
    all: async (): Promise<readonly Source[]> => {
      const rows = await database.selectFrom("source").selectAll().orderBy("title").orderBy("id").execute();
      return rows.map(toSource);
    },
    get: (id: number) => one("id", id),
    byUrl: (url: string) => one("url", url),
    /** Whether there is any to fetch from; without kinds, of any kind. */
    anyEnabled: async (kinds: readonly SourceKind[] = []): Promise<boolean> => {
      const rows = database.selectFrom("source").select("id").where("enabled", "=", 1).limit(1);
      const row = await (kinds.length > 0 ? rows.where("kind", "in", kinds) : rows).executeTakeFirst();
      return row !== undefined;
    },
    /** Enabled ones whose time has come, the longest due first. */
    due: async (kinds: readonly SourceKind[], now: number, limit: number): Promise<readonly Source[]> => {
      const rows = await database
        .selectFrom("source")
        .selectAll()
        .where("enabled", "=", 1)
        .where("kind", "in", kinds)
        .where("next_fetch_at", "<=", now)
        .orderBy("next_fetch_at")
        .limit(limit)
        .execute();
      return rows.map(toSource);
    },
    /** Adds a source unless there is one of this address; `added` tells which. */
    add: async (source: NewSource, now: number): Promise<{ readonly id: number; readonly added: boolean }> => {
      const row = await database
        .insertInto("source")
        .values({ ...columns(source), kind: source.kind, url: source.url, title: source.title, created_at: now })
        .onConflict((conflict) => conflict.column("url").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (row) return { id: row.id, added: true };
      const { id } = await database
        .selectFrom("source")
        .select("id")
        .where("url", "=", source.url)
        .executeTakeFirstOrThrow();
      return { id, added: false };
    },
    /** Gives whether it was there. */
    update: async (id: number, change: SourceChange): Promise<boolean> => {
      const result = await database.updateTable("source").set(columns(change)).where("id", "=", id).executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /** With all its items. Gives whether it was there. */
    remove: async (id: number): Promise<boolean> => {
      const result = await database.deleteFrom("source").where("id", "=", id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

export function toSource(row: Selectable<SourceTable>): Source {
  return { ...fromRow(row), enabled: row.enabled === 1, demo: row.demo === 1 };
}

type Flags = { readonly enabled?: boolean | undefined; readonly demo?: boolean | undefined };

function columns<Change extends Flags>({ enabled, demo, ...change }: Change) {
  const flag = (value: boolean) => (value ? 1 : 0);
  return {
    ...toRow(change),
    ...(enabled === undefined ? {} : { enabled: flag(enabled) }),
    ...(demo === undefined ? {} : { demo: flag(demo) }),
  };
}
