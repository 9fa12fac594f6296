import { type Kysely, type RawBuilder, sql } from "kysely";
import type { FoundText, TextRange } from "../../model/content/news-views.ts";
import type { ContentSchema } from "../content-schema.ts";
import type { SearchTerm, SearchWords } from "../search-words.ts";
import type { TextQuery, TextSearch } from "../text-search.ts";

/** Marks around what was found. No clean text has them: control characters are taken out. */
const opening = "\u0001";
const closing = "\u0002";
/** Words of a snippet. */
const snippetWords = 32;
/**
 * Of what many items have in common, the latest so many are put in order: to weigh 100,000 of them takes several times as
 * long as a search may.
 */
const weighed = 2_000;

type Row = { readonly id: number; readonly title: string; readonly snippet: string };

/** Finds items by their words with FTS5. */
export function createSqliteTextSearch(database: Kysely<ContentSchema>): TextSearch {
  return {
    find: async (query) => {
      if (query.words.all.length === 0) return [];
      const { rows } = await sql<Row>`
        WITH latest AS (
          SELECT item_words.rowid AS id, item_words.rank AS weight
          FROM item_words JOIN item ON item.id = item_words.rowid
          WHERE item_words MATCH ${matchExpression(query.words)} ${filters(query)}
          ORDER BY item_words.rowid DESC LIMIT ${weighed}
        ), best AS (
          SELECT id, weight FROM latest ORDER BY weight, id DESC LIMIT ${query.limit}
        )
        SELECT best.id,
          highlight(item_words, 0, ${opening}, ${closing}) AS title,
          snippet(item_words, 1, ${opening}, ${closing}, '…', ${snippetWords}) AS snippet
        FROM best JOIN item_words ON item_words.rowid = best.id
        WHERE item_words MATCH ${matchExpression(query.words)}
        ORDER BY best.weight, best.id DESC
      `.execute(database);
      return rows.map(({ id, title, snippet }) => ({ itemId: id, title: marked(title), snippet: marked(snippet) }));
    },
  };
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
function matchExpression({ all, none }: SearchWords): string {
  const wanted = all.map(quoted).join(" AND ");
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(quoted).join(" OR ")})`;
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
