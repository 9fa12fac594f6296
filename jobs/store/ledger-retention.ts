import type { Database } from "./database.ts";
import type { Slice } from "./retention.ts";

/** Deletes old rows of the ledger, a slice at a time. A row whose run has not begun yet stays. */
export function createLedgerRetention(database: Database) {
  const nextSchedule = database
    .prepare<[string], string | null>("SELECT min(schedule_id) FROM occurrence WHERE schedule_id > ?")
    .pluck();
  const surplus = database
    .prepare<[string, number, number], number>(
      `SELECT scheduled_at FROM occurrence WHERE schedule_id = ? AND scheduled_at < ?
         ORDER BY scheduled_at DESC LIMIT 1 OFFSET ?`,
    )
    .pluck();
  const remove = database.prepare<[string, string, number, number]>(
    `DELETE FROM occurrence WHERE schedule_id = ? AND scheduled_at IN (
       SELECT scheduled_at FROM occurrence WHERE schedule_id = ? AND scheduled_at < ? AND outcome <> 'pending'
         ORDER BY scheduled_at LIMIT ?)`,
  );
  return {
    /** The first schedule in the ledger after this one, also one that is gone; null after the last. */
    scheduleAfter: (scheduleId: string): string | null => nextSchedule.get(scheduleId) ?? null,
    /** The newest time that is surplus: of the rows before `before`, `keep` newer ones stay. */
    surplusUpTo: (scheduleId: string, before: number, keep: number): number | null =>
      surplus.get(scheduleId, before, keep) ?? null,
    /** Deletes up to `limit` rows of times before `before`, oldest first. */
    deleteRows: (scheduleId: string, before: number, limit: number): Slice<true> => {
      const deleted = remove.run(scheduleId, scheduleId, before, limit).changes;
      return { deleted, next: deleted < limit ? null : true };
    },
  };
}

export type LedgerRetention = ReturnType<typeof createLedgerRetention>;
