import type { Database } from "./database.ts";

/** What the user set, other than secrets; and small facts that the host keeps for itself (names that begin with `host.`). */
export function createSettingStore(database: Database) {
  const select = database.prepare<[string], string>("SELECT value FROM setting WHERE name = ?").pluck();
  const upsert = database.prepare<[string, string, number]>(
    `INSERT INTO setting (name, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  );
  const remove = database.prepare<[string]>("DELETE FROM setting WHERE name = ?");
  const count = database.prepare("SELECT count(*) FROM setting WHERE name NOT LIKE 'host.%'").pluck();
  return {
    get: (name: string): string | undefined => select.get(name),
    set: (name: string, value: string, now: number): void => void upsert.run(name, value, now),
    remove: (name: string): void => void remove.run(name),
    isEmpty: (): boolean => count.get() === 0,
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
