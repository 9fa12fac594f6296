import { type Kysely, type RawBuilder, sql } from "kysely";
import type { FoundText, TextRange } from "../../model/content/news-views.ts";
import type { ContentSchema } from "../content-schema.ts";
import type { SearchTerm, SearchWords } from "../search-words.ts";
import type { TextHit, TextQuery, TextSearch } from "../text-search.ts";

/** Marks around what was found. No clean text has them: control characters are taken out. */
const opening = "\u0001";
const closing = "\u0002";
/** Words of a snippet. */
const snippetWords = 32;
/**
 * To weigh what so many items have in common says nothing and takes long: 100,000 of them a quarter of a second. Their
 * order is by time.
 */
const mostWeighed = 2_000;

type Row = { readonly title: string; readonly snippet: string };

/** Finds items by their words with FTS5. */
export function createSqliteTextSearch(database: Kysely<ContentSchema>): TextSearch {
  /** Ids of the items that match, in an order, at most so many. */
  const ids = async (query: TextQuery, match: string, order: RawBuilder<unknown>, limit: number) => {
    const { rows } = await sql<{ readonly id: number }>`
      SELECT item_words.rowid AS id FROM item_words ${join(query)}
      WHERE item_words MATCH ${match} ${filters(query)}
      ORDER BY ${order} LIMIT ${limit}
    `.execute(database);
    return rows.map(({ id }) => id);
  };

  /** A few are weighed by BM25; of many, those with all words in their titles come first, and the newest first. */
  const best = async (query: TextQuery): Promise<readonly number[]> => {
    const { words, limit } = query;
    const match = matchExpression(words);
    const newestFirst = sql`item_words.rowid DESC`;
    const found = await ids(query, match, newestFirst, mostWeighed + 1);
    // A phrase is exact enough, and to weigh it is to look for it twice.
    if (found.length <= mostWeighed && !words.all.some(isPhrase))
      return ids(query, match, sql`item_words.rank, item_words.rowid DESC`, limit);
    const titled = await ids(query, matchExpression(words, "title : "), newestFirst, limit);
    return [...new Set([...titled, ...found.slice(0, limit + titled.length)])].slice(0, limit);
  };

  return {
    find: async (query) => {
      if (query.words.all.length === 0) return [];
      const order = await best(query);
      const hits: TextHit[] = [];
      // A number is bound as a float, and FTS5 takes no notice of a row id that is one: it would give all rows.
      for (const id of order) {
        const { rows } = await sql<Row>`
          SELECT highlight(item_words, 0, ${opening}, ${closing}) AS title,
            snippet(item_words, 1, ${opening}, ${closing}, '…', ${snippetWords}) AS snippet
          FROM item_words
          WHERE item_words MATCH ${matchExpression(query.words)} AND item_words.rowid = CAST(${id} AS INTEGER)
        `.execute(database);
        const [row] = rows;
        if (row) hits.push({ itemId: id, title: marked(row.title), snippet: marked(row.snippet) });
      }
      return hits;
    },
  };
}

/** Items are only looked at when something is asked of them. */
function join({ sourceId, language, unread, from, to }: TextQuery): RawBuilder<unknown> {
  const isAsked = [sourceId, language, from, to].some((each) => each !== undefined) || unread;
  return isAsked ? sql`JOIN item ON item.id = item_words.rowid` : sql``;
}

function filters({ sourceId, language, unread, from, to }: TextQuery): RawBuilder<unknown> {
  const conditions = [
    sourceId === undefined ? [] : [sql`AND item.source_id = ${sourceId}`],
    language === undefined ? [] : [sql`AND item.language = ${language}`],
    unread ? [sql`AND item.read_at IS NULL`] : [],
    from === undefined ? [] : [sql`AND item.published_at >= ${from}`],
    to === undefined ? [] : [sql`AND item.published_at < ${to}`],
  ];
  return sql.join(conditions.flat(), sql` `);
}

/** In FTS5's own language; what is quoted has no meaning in it. */
function matchExpression({ all, none }: SearchWords, column = ""): string {
  const wanted = `${column}(${all.map(quoted).join(" AND ")})`;
  return none.length === 0 ? wanted : `${wanted} NOT (${none.map(quoted).join(" OR ")})`;
}

function isPhrase({ text }: SearchTerm): boolean {
  return /\s/.test(text);
}

function quoted({ text, prefix }: SearchTerm): string {
  return `"${text.replaceAll('"', '""')}"${prefix ? "*" : ""}`;
}

function marked(text: string): FoundText {
  const [before = "", ...rest] = text.split(opening);
  const ranges: TextRange[] = [];
  let plain = before;
  for (const part of rest) {
    const [found = "", after = ""] = part.split(closing);
    ranges.push({ start: plain.length, end: plain.length + found.length });
    plain += found + after;
  }
  return { text: plain, ranges };
}
