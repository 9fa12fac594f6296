import type { Page } from "./paged-list.ts";

type MergeOptions<Row, Cursor> = {
  readonly known: Page<Row, Cursor>;
  /** The first page as it is now. */
  readonly page: Page<Row, Cursor>;
  readonly keyOf: (row: Row) => string;
  /** Rows that stay though the page no longer has them. */
  readonly keep: (row: Row) => boolean;
};

/**
 * What is known, with its beginning as the first page has it now. Where both do not meet, too much has changed: the page
 * is what is known then, and the rest is read again when it is scrolled to.
 */
export function mergePage<Row, Cursor>({ known, page, keyOf, keep }: MergeOptions<Row, Cursor>): Page<Row, Cursor> {
  const last = page.rows.at(-1);
  const lastKey = page.nextCursor === null || last === undefined ? null : keyOf(last);
  const meet = lastKey === null ? -1 : known.rows.findIndex((row) => keyOf(row) === lastKey);
  const before = meet === -1 ? known.rows : known.rows.slice(0, meet + 1);
  const rows = withKept(page.rows, before, { keyOf, keep });
  if (meet === -1) return { rows, nextCursor: page.nextCursor };
  const there = new Set(rows.map(keyOf));
  const after = known.rows.slice(meet + 1).filter((row) => !there.has(keyOf(row)));
  return { rows: [...rows, ...after], nextCursor: known.nextCursor };
}

/** Puts what is to be kept behind what it stood behind before. */
function withKept<Row>(
  rows: readonly Row[],
  before: readonly Row[],
  { keyOf, keep }: { readonly keyOf: (row: Row) => string; readonly keep: (row: Row) => boolean },
): readonly Row[] {
  const there = new Set(rows.map(keyOf));
  const result = [...rows];
  let place = 0;
  for (const row of before) {
    if (there.has(keyOf(row))) place = result.findIndex((each) => keyOf(each) === keyOf(row)) + 1;
    else if (keep(row)) {
      result.splice(place, 0, row);
      place += 1;
    }
  }
  return result;
}
