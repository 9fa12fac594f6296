import type { Database } from "./database.ts";

export type IdempotencyEntry = {
  readonly taskId: string;
  readonly key: string;
  readonly runId: string;
  readonly expiresAt: number;
};

/** Which run a key gave. */
export function createIdempotencyStore(database: Database) {
  const find = database
    .prepare<[string, string, number], string>(
      "SELECT run_id FROM idempotency WHERE task_id = ? AND key = ? AND expires_at > ?",
    )
    .pluck();
  const set = database.prepare(
    "INSERT OR REPLACE INTO idempotency (task_id, key, run_id, expires_at) VALUES (@taskId, @key, @runId, @expiresAt)",
  );
  const removeExpired = database.prepare<[number, number]>(
    "DELETE FROM idempotency WHERE (task_id, key) IN (SELECT task_id, key FROM idempotency WHERE expires_at <= ? LIMIT ?)",
  );
  return {
    /** Undefined when there is none, or its time is over. */
    find: (taskId: string, key: string, now: number): string | undefined => find.get(taskId, key, now),
    /** Each new key clears away two whose time is over: the table never grows without end. */
    set: (entry: IdempotencyEntry, now: number): void => {
      removeExpired.run(now, 2);
      set.run(entry);
    },
  };
}
