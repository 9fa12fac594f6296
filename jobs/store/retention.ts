import type { Database } from "./database.ts";
import { createPastRuns, type Ending, type PastRun } from "./past-runs.ts";

/** What of a task's runs of one final state is to go. */
export type RunsToDelete = {
  readonly taskId: string;
  readonly state: "completed" | "failed" | "cancelled";
  /** Runs that ended before this time go. */
  readonly endedBefore: number;
  /** Only so many of the newest stay, however young; null: as many as there are. */
  readonly keep: number | null;
  /** The day of the host's zone that a time is in. */
  readonly dayOf: (at: number) => string;
};

/** How far a slice came. `next` continues, until it is null. */
export type Slice<Position> = { readonly deleted: number; readonly next: Position | null };

type Candidate = {
  readonly seq: number;
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly schedule_id: string | null;
  readonly trigger_kind: string;
  readonly outcome: string | null;
};

/** Deletes what was kept long enough, a slice at a time: each call is one transaction, as long as its caller allows. */
export function createRetentionStore(database: Database) {
  const tasks = database.prepare<[], string>("SELECT DISTINCT task_id FROM run_count WHERE runs > 0").pluck();
  // Named, and with its own condition: without either, SQLite walks through all runs of the task, under the writer's lock.
  const ended = "run INDEXED BY run_by_task_and_final_state WHERE state IN ('completed', 'failed', 'cancelled')";
  const ofState = (state: RunsToDelete["state"]) => ({
    newest: database
      .prepare<[string, number], number>(
        `SELECT seq FROM ${ended} AND task_id = ? AND state = '${state}' ORDER BY seq DESC LIMIT 1 OFFSET ?`,
      )
      .pluck(),
    candidates: database.prepare<[string, number, number, number], Candidate>(
      `SELECT seq, created_at, finished_at, schedule_id, trigger_kind, outcome FROM ${ended}
         AND task_id = ? AND state = '${state}' AND seq > ? AND seq < ? ORDER BY seq LIMIT ?`,
    ),
  });
  const states = { completed: ofState("completed"), failed: ofState("failed"), cancelled: ofState("cancelled") };
  const remove = database.prepare<[number]>("DELETE FROM run WHERE seq = ?");
  const past = createPastRuns(database);
  const runExists = database.prepare<[number], number>("SELECT 1 FROM run WHERE seq = ?").pluck();

  /** A run was made before it ended: where a whole page is too young by its making, all that follow are. */
  const deleteRuns = database.transaction((what: RunsToDelete, after: number, limit: number): Slice<number> => {
    const { newest, candidates } = states[what.state];
    const latest = newest.get(what.taskId, 0);
    if (latest === undefined) return { deleted: 0, next: null };
    const tooMany = what.keep === null ? undefined : newest.get(what.taskId, what.keep);
    const page = candidates.all(what.taskId, after, latest, limit);
    const gone: Candidate[] = [];
    let young = true;
    for (const run of page) {
      const surplus = tooMany !== undefined && run.seq <= tooMany;
      if (surplus || run.created_at < what.endedBefore) young = false;
      if (surplus || endOf(run) < what.endedBefore) gone.push(run);
    }
    for (const { seq } of gone) remove.run(seq);
    past.add(gone.map((run) => pastRun(what, run)));
    const last = page.at(-1);
    return { deleted: gone.length, next: last === undefined || young || page.length < limit ? null : last.seq };
  });

  return {
    /** Every task that has runs, also one that the program does not know any more. */
    tasks: (): readonly string[] => tasks.all(),
    /** Looks at up to `limit` runs after `after`, oldest first. */
    deleteRuns: (what: RunsToDelete, after: number, limit: number): Slice<number> =>
      deleteRuns.immediate(what, after, limit),
    hasRun: (seq: number): boolean => runExists.get(seq) === 1,
  };
}

function endOf({ finished_at, created_at }: Candidate): number {
  return finished_at ?? created_at;
}

function pastRun({ taskId, state, dayOf }: RunsToDelete, run: Candidate): PastRun {
  return {
    ...{ taskId, scheduleId: run.schedule_id ?? "", day: dayOf(run.created_at) },
    ending: state === "completed" ? endingOf(run) : state,
  };
}

function endingOf(run: Candidate): Ending {
  if (run.outcome === "skipped") return "skipped";
  return run.trigger_kind === "catch-up" ? "caught-up" : "completed";
}

export type RetentionStore = ReturnType<typeof createRetentionStore>;
