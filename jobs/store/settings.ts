import type { Database } from "./database.ts";

/**
 * Small facts that the host keeps for itself (names that begin with `host.`); and what an older version kept here of the
 * user's settings, until it is taken over into `settings.json`.
 */
export function createSettingStore(database: Database) {
  const select = database.prepare<[string], string>("SELECT value FROM setting WHERE name = ?").pluck();
  const upsert = database.prepare<[string, string, number]>(
    `INSERT INTO setting (name, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  );
  const remove = database.prepare<[string]>("DELETE FROM setting WHERE name = ?");
  const selectUsers = database.prepare<[], { readonly name: string; readonly value: string }>(
    "SELECT name, value FROM setting WHERE name NOT LIKE 'host.%' ORDER BY name",
  );
  return {
    get: (name: string): string | undefined => select.get(name),
    set: (name: string, value: string, now: number): void => void upsert.run(name, value, now),
    remove: (name: string): void => void remove.run(name),
    /** What is not the host's, by name. */
    users: (): ReadonlyMap<string, string> => new Map(selectUsers.all().map(({ name, value }) => [name, value])),
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
