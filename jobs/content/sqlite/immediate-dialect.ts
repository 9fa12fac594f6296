import { CompiledQuery, type DatabaseConnection, SqliteDialect, SqliteDriver } from "kysely";
import type { Database } from "../../store/database.ts";

/** Statements that are kept prepared: those with lists of any length would otherwise be as many as there are lengths. */
const statementsKept = 200;

/**
 * Kysely's SQLite with two differences. A transaction takes the writer at once: several threads write one file, and one
 * that first reads and then writes would be refused, without a wait, when another wrote in between. And what was prepared
 * is kept.
 */
export class ImmediateDialect extends SqliteDialect {
  readonly #database: Database;

  constructor(database: Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: withKeptStatements(this.#database) });
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

function withKeptStatements(database: Database) {
  const kept = new Map<string, ReturnType<Database["prepare"]>>();
  return {
    close: () => database.close(),
    prepare: (sql: string) => {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= statementsKept) kept.clear();
      const statement = database.prepare(sql);
      kept.set(sql, statement);
      return statement;
    },
  } as unknown as Database;
}
