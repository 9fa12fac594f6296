import Sqlite from "better-sqlite3";

/**
 * Whether the home has a source of news that is turned on, or any news at all. A short look by two indexes, which the
 * host can take on its own thread; it writes nothing, whatever else is at work on the file.
 *
 * @throws SqliteError when it cannot be read
 */
export function hasNews(contentPath: string, binding: string | undefined): boolean {
  const database = new Sqlite(contentPath, { readonly: true, ...(binding ? { nativeBinding: binding } : {}) });
  try {
    const found = database
      .prepare("SELECT EXISTS (SELECT 1 FROM source WHERE enabled = 1) OR EXISTS (SELECT 1 FROM raw_item)")
      .pluck()
      .get();
    return found === 1;
  } finally {
    database.close();
  }
}
