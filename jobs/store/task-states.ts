import type { Database } from "./database.ts";

/** Which tasks the user paused. */
export function createTaskStateStore(database: Database) {
  const paused = database.prepare<[], string>("SELECT task_id FROM task_state WHERE paused_at IS NOT NULL").pluck();
  const upsert = database.prepare<[string, number | null]>(
    "INSERT INTO task_state (task_id, paused_at) VALUES (?, ?) ON CONFLICT (task_id) DO UPDATE SET paused_at = excluded.paused_at",
  );
  const pausedAt = database
    .prepare<[string], number | null>("SELECT paused_at FROM task_state WHERE task_id = ?")
    .pluck();
  return {
    paused: (): ReadonlySet<string> => new Set(paused.all()),
    pausedAt: (taskId: string): number | null => pausedAt.get(taskId) ?? null,
    setPaused: (taskId: string, pausedAt: number | null): void => void upsert.run(taskId, pausedAt),
  };
}

export type TaskStateStore = ReturnType<typeof createTaskStateStore>;
