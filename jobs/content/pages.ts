/** Where a page of a list ended: the time and the id of its last row. */
export type Cursor = { readonly at: number; readonly id: number };
export type PageWish = { readonly limit: number; readonly cursor?: Cursor | undefined };
export type Page<Row> = { readonly rows: readonly Row[]; readonly nextCursor: Cursor | null };

/** A page out of rows that were read with one more than its limit; that one tells that there is another page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => Cursor): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
