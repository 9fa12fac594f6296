import type { Database } from "./database.ts";

/** A schedule as the store keeps it. The user's change (`override*`) stands beside what the task asks for (`default*`). */
export type ScheduleRow = {
  readonly id: string;
  readonly task_id: string;
  readonly default_when: string | null;
  readonly default_zone: string | null;
  readonly override_when: string | null;
  readonly override_zone: string | null;
  readonly payload: string;
  readonly policies: string;
  readonly paused_at: number | null;
  readonly planned_until: number;
  readonly created_at: number;
  readonly updated_at: number;
};

export type DefaultSchedule = {
  readonly id: string;
  readonly taskId: string;
  readonly when: string;
  readonly zone: string | null;
};

export function createScheduleStore(database: Database) {
  const all = database.prepare<[], ScheduleRow>("SELECT * FROM schedule ORDER BY id");
  const get = database.prepare<[string], ScheduleRow>("SELECT * FROM schedule WHERE id = ?");
  const byTask = database.prepare<[string], ScheduleRow>("SELECT * FROM schedule WHERE task_id = ? ORDER BY id");
  // planned_until is left alone: a new version of a task must not forget what was missed under the old one.
  const upsertDefault = database.prepare(
    `INSERT INTO schedule (id, task_id, default_when, default_zone, planned_until, created_at, updated_at)
       VALUES (@id, @taskId, @when, @zone, @now, @now, @now)
       ON CONFLICT (id) DO UPDATE SET default_when = @when, default_zone = @zone, updated_at = @now
       WHERE default_when IS NOT @when OR default_zone IS NOT @zone`,
  );
  const setOverride = database.prepare(
    `UPDATE schedule SET override_when = @when, override_zone = @zone, planned_until = @now, updated_at = @now WHERE id = @id`,
  );
  const setPaused = database.prepare("UPDATE schedule SET paused_at = @pausedAt, updated_at = @now WHERE id = @id");
  const setPlanned = database.prepare("UPDATE schedule SET planned_until = ? WHERE id = ? AND planned_until < ?");
  return {
    all: () => all.all(),
    get: (id: string) => get.get(id),
    byTask: (taskId: string) => byTask.all(taskId),
    upsertDefault: (schedule: DefaultSchedule, now: number): void => void upsertDefault.run({ ...schedule, now }),
    /** A changed schedule counts from now on: times of the new pattern that lie in the past were never due. */
    setOverride: (id: string, change: { when: string | null; zone: string | null }, now: number): void =>
      void setOverride.run({ id, ...change, now }),
    setPaused: (id: string, pausedAt: number | null, now: number): void => void setPaused.run({ id, pausedAt, now }),
    setPlannedUntil: (id: string, at: number): void => void setPlanned.run(at, id, at),
  };
}

export type ScheduleStore = ReturnType<typeof createScheduleStore>;
