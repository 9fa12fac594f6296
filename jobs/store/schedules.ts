import type { Database } from "./database.ts";

/** A schedule as the store keeps it. The user's change (`override*`, `policies`) stands beside what the task asks for. */
export type ScheduleRow = {
  readonly id: string;
  readonly task_id: string;
  readonly origin: "task" | "user";
  readonly title: string | null;
  readonly default_when: string | null;
  readonly default_zone: string | null;
  readonly default_policies: string;
  readonly override_when: string | null;
  readonly override_zone: string | null;
  readonly payload: string;
  readonly policies: string;
  readonly paused_at: number | null;
  readonly paused_until: number | null;
  readonly skip_until: number | null;
  /** Times that were due since it was made. */
  readonly times: number;
  readonly planned_until: number;
  readonly import_key: string | null;
  readonly created_at: number;
  readonly updated_at: number;
};

export type DefaultSchedule = {
  readonly id: string;
  readonly taskId: string;
  readonly when: string;
  readonly zone: string | null;
  /** JSON. */
  readonly policies: string;
};

export type UserSchedule = {
  readonly id: string;
  readonly taskId: string;
  readonly title: string | null;
  readonly when: string;
  readonly zone: string;
  /** JSON. */
  readonly payload: string;
  /** JSON. */
  readonly policies: string;
  readonly pausedAt: number | null;
  readonly importKey: string | null;
};

export type ScheduleChange = {
  readonly when: string | null;
  readonly zone: string | null;
};

export function createScheduleStore(database: Database) {
  const all = database.prepare<[], ScheduleRow>("SELECT * FROM schedule ORDER BY id");
  const page = database.prepare<[string, number], ScheduleRow>(
    "SELECT * FROM schedule WHERE id > ? ORDER BY id LIMIT ?",
  );
  const get = database.prepare<[string], ScheduleRow>("SELECT * FROM schedule WHERE id = ?");
  const byTask = database.prepare<[string], ScheduleRow>("SELECT * FROM schedule WHERE task_id = ? ORDER BY id");
  const followers = database.prepare<[], ScheduleRow>(
    `SELECT * FROM schedule WHERE policies LIKE '%"after"%' OR default_policies LIKE '%"after"%'`,
  );
  const keepingAwake = database.prepare<[], ScheduleRow>(
    `SELECT * FROM schedule WHERE policies LIKE '%"keepAwake":true%' OR default_policies LIKE '%"keepAwake":true%'`,
  );
  const byImport = database.prepare<[string], ScheduleRow>("SELECT * FROM schedule WHERE import_key = ?");
  // planned_until is left alone: a new version of a task must not forget what was missed under the old one.
  const upsertDefault = database.prepare(
    `INSERT INTO schedule (id, task_id, default_when, default_zone, default_policies, planned_until, created_at, updated_at)
       VALUES (@id, @taskId, @when, @zone, @policies, @now, @now, @now)
       ON CONFLICT (id) DO UPDATE SET default_when = @when, default_zone = @zone, default_policies = @policies, updated_at = @now
       WHERE default_when IS NOT @when OR default_zone IS NOT @zone OR default_policies IS NOT @policies`,
  );
  const create = database.prepare(
    `INSERT INTO schedule (id, task_id, origin, title, override_when, override_zone, payload, policies, paused_at, import_key,
                           planned_until, created_at, updated_at)
       VALUES (@id, @taskId, 'user', @title, @when, @zone, @payload, @policies, @pausedAt, @importKey, @now, @now, @now)`,
  );
  const remove = database.prepare<[string]>("DELETE FROM schedule WHERE id = ? AND origin = 'user'");
  const dropDefault = database.prepare<[string]>("DELETE FROM schedule WHERE id = ? AND origin = 'task'");
  const startFrom = database.prepare(
    "UPDATE schedule SET planned_until = @now WHERE id = @id AND planned_until < @now",
  );
  const comeBack = database.prepare("UPDATE schedule SET planned_until = @now WHERE id = @id AND planned_until > @now");
  const setOverride = database.prepare(
    `UPDATE schedule SET override_when = @when, override_zone = @zone, planned_until = @now, skip_until = NULL, updated_at = @now
       WHERE id = @id`,
  );
  const setPolicies = database.prepare(
    "UPDATE schedule SET policies = @policies, planned_until = @now, updated_at = @now WHERE id = @id",
  );
  const setPayload = database.prepare("UPDATE schedule SET payload = @payload, updated_at = @now WHERE id = @id");
  const setTitle = database.prepare("UPDATE schedule SET title = @title, updated_at = @now WHERE id = @id");
  const setPaused = database.prepare(
    "UPDATE schedule SET paused_at = @pausedAt, paused_until = @until, updated_at = @now WHERE id = @id",
  );
  const setSkip = database.prepare("UPDATE schedule SET skip_until = @until, updated_at = @now WHERE id = @id");
  const setPlanned = database.prepare(
    "UPDATE schedule SET planned_until = @at, times = times + @times WHERE id = @id AND planned_until < @at",
  );
  // Asked for after every run; it changes only with the schedules.
  let followersKept: readonly ScheduleRow[] | undefined;
  let keepingAwakeKept: readonly ScheduleRow[] | undefined;
  const changed = () => {
    followersKept = undefined;
    keepingAwakeKept = undefined;
  };
  return {
    all: () => all.all(),
    /** At most so many, by id, after this one. */
    page: (afterId: string, limit: number): readonly ScheduleRow[] => page.all(afterId, limit),
    get: (id: string) => get.get(id),
    byTask: (taskId: string) => byTask.all(taskId),
    /** Those that may follow another job. */
    followers: (): readonly ScheduleRow[] => {
      followersKept ??= followers.all();
      return followersKept;
    },
    /** Those that may keep the machine awake. */
    keepingAwake: (): readonly ScheduleRow[] => {
      keepingAwakeKept ??= keepingAwake.all();
      return keepingAwakeKept;
    },
    byImportKey: (key: string) => byImport.get(key),
    /** Gives whether anything was new. */
    upsertDefault: (schedule: DefaultSchedule, now: number): boolean => {
      const isNew = upsertDefault.run({ ...schedule, now }).changes > 0;
      if (isNew) changed();
      return isNew;
    },
    /** A schedule that its task no longer asks for; its ledger stays. */
    dropDefault: (id: string): void => {
      changed();
      dropDefault.run(id);
    },
    /** The clock was ahead: times after this one are still to come. */
    comeBackTo: (id: string, now: number): void => void comeBack.run({ id, now }),
    /** Times before this one were never due. */
    startFrom: (id: string, now: number): void => void startFrom.run({ id, now }),
    create: (schedule: UserSchedule, now: number): void => {
      create.run({ ...schedule, now });
      changed();
    },
    /** Only a schedule of the user's own; its ledger stays. */
    remove: (id: string): boolean => {
      changed();
      return remove.run(id).changes === 1;
    },
    /** A changed schedule counts from now on: times of the new pattern that lie in the past were never due. */
    setOverride: (id: string, change: ScheduleChange, now: number): void => {
      changed();
      setOverride.run({ id, ...change, now });
    },
    setPolicies: (id: string, policies: string, now: number): void => {
      changed();
      setPolicies.run({ id, policies, now });
    },
    setPayload: (id: string, payload: string, now: number): void => {
      changed();
      setPayload.run({ id, payload, now });
    },
    setTitle: (id: string, title: string | null, now: number): void => void setTitle.run({ id, title, now }),
    /** `until`: when the pause ends by itself; null when it does not. */
    setPaused: (id: string, pause: { at: number | null; until: number | null }, now: number): void => {
      changed();
      setPaused.run({ id, pausedAt: pause.at, until: pause.until, now });
    },
    setSkipUntil: (id: string, until: number | null, now: number): void => {
      changed();
      setSkip.run({ id, until, now });
    },
    /** Every time up to `at`, `times` of them, has its row now. */
    setPlannedUntil: (id: string, at: number, times: number): void => void setPlanned.run({ id, at, times }),
  };
}

export type ScheduleStore = ReturnType<typeof createScheduleStore>;
