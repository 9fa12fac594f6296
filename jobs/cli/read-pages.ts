type Cursor = { readonly at: number; readonly id: number };
type Wish = { readonly limit: number; readonly cursor?: Cursor };

const pageSize = 200;

/** Reads page by page until there are so many, or no more. */
export async function everyPage<Row>(
  most: number,
  read: (wish: Wish) => Promise<{ readonly rows: readonly Row[]; readonly nextCursor: Cursor | null }>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  let cursor: Cursor | null | undefined;
  do {
    const wish = { limit: Math.min(pageSize, most - all.length), ...(cursor && { cursor }) };
    const { rows, nextCursor }: Awaited<ReturnType<typeof read>> = await read(wish);
    all.push(...rows);
    cursor = nextCursor;
  } while (cursor && all.length < most);
  return all;
}
