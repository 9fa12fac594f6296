import type { Seen } from "./witness.ts";

/** What the store of the last host holds. */
export type Kept = {
  /** Everything that was due by then must have been judged (UTC milliseconds). */
  readonly judgedBy: number;
  readonly schedules: readonly {
    readonly id: string;
    readonly periodMs: number;
    /** Times after this one, up to `until`, were due (UTC milliseconds). */
    readonly since: number;
    readonly until: number;
  }[];
  readonly ledger: readonly {
    readonly scheduleId: string;
    readonly at: number;
    readonly outcome: string;
    /** Due times that the row stands for; `at` is the last of them. */
    readonly slots: number;
    readonly runId: string | null;
  }[];
  readonly runs: readonly {
    readonly id: string;
    readonly state: string;
    readonly scheduleId: string | null;
    readonly scheduledAt: number | null;
  }[];
};

export type Verdict = {
  /** Due times, by a count of our own. */
  readonly slots: number;
  readonly runs: number;
  /** What should be there and is not; in words. */
  readonly lost: readonly string[];
  /** What was done twice; in words. */
  readonly doubled: readonly string[];
};

/** Compares the ledger and the runs with what was due and with what the witness saw. */
export function judge(kept: Kept, seen: readonly Seen[]): Verdict {
  const slots = kept.schedules.flatMap((schedule) =>
    dueTimes(schedule).map((at) => ({ scheduleId: schedule.id, at, periodMs: schedule.periodMs })),
  );
  const findings = [judgeLedger(kept, slots), judgeRuns(kept), judgeWitness(kept, seen)];
  return {
    slots: slots.length,
    runs: kept.runs.length,
    lost: findings.flatMap(({ lost }) => lost),
    doubled: findings.flatMap(({ doubled }) => doubled),
  };
}

type Findings = { readonly lost: readonly string[]; readonly doubled: readonly string[] };

/** Whole multiples of the period: nothing of Jobdeck's own decides what was due. */
function dueTimes({ periodMs, since, until }: Kept["schedules"][number]): readonly number[] {
  const first = Math.floor(since / periodMs) + 1;
  const count = Math.floor(until / periodMs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * periodMs);
}

type Slot = { readonly scheduleId: string; readonly at: number; readonly periodMs: number };

function judgeLedger({ schedules, ledger, runs, judgedBy }: Kept, slots: readonly Slot[]): Findings {
  const periods = new Map(slots.map(({ scheduleId, periodMs }) => [scheduleId, periodMs]));
  const rows = new Map<string, number>();
  for (const { scheduleId, at, slots: count } of ledger)
    for (let index = 0; index < count; index++) {
      const key = `${scheduleId} ${at - index * (periods.get(scheduleId) ?? 0)}`;
      rows.set(key, (rows.get(key) ?? 0) + 1);
    }
  const due = new Set(slots.map(({ scheduleId, at }) => `${scheduleId} ${at}`));
  const states = new Map(runs.map(({ id, state }) => [id, state]));
  return {
    lost: [
      ...schedules
        .filter(({ until, periodMs }) => until < Math.floor(judgedBy / periodMs) * periodMs)
        .map(({ id, until }) => `schedule ${id} was planned up to ${until} only, and not to ${judgedBy}`),
      ...[...due].filter((key) => !rows.has(key)).map((key) => `no row in the ledger for ${key}`),
      ...ledger
        .filter(({ outcome }) => outcome === "pending")
        .map(({ scheduleId, at }) => `still pending: ${scheduleId} ${at}`),
      ...ledger
        .filter(({ outcome, runId }) => outcome.startsWith("ran") && states.get(runId ?? "") !== "completed")
        .map(({ scheduleId, at }) => `said to have run, and has no completed run: ${scheduleId} ${at}`),
    ],
    doubled: [
      ...[...rows].filter(([, count]) => count > 1).map(([key]) => `two rows in the ledger for ${key}`),
      ...[...rows]
        .filter(([key]) => !due.has(key))
        .map(([key]) => `a row in the ledger for a time that was not due: ${key}`),
    ],
  };
}

function judgeRuns({ runs }: Kept): Findings {
  const scheduled = runs.filter(({ scheduledAt }) => scheduledAt !== null);
  const times = scheduled.map(({ scheduleId, scheduledAt }) => `${scheduleId} ${scheduledAt}`);
  return {
    lost: runs.filter(({ state }) => state !== "completed").map(({ id, state }) => `run ${id} ended as ${state}`),
    doubled: times.length === new Set(times).size ? [] : twice(times).map((key) => `two runs of ${key}`),
  };
}

function judgeWitness({ runs }: Kept, seen: readonly Seen[]): Findings {
  const known = new Set(runs.map(({ id }) => id));
  const ended = new Set<string>();
  const completed = new Set<string>();
  const doubled: string[] = [];
  for (const line of seen) {
    if (line.phase === "completed") {
      if (completed.has(line.run)) doubled.push(`run ${line.run} was completed twice`);
      completed.add(line.run);
    } else if (line.phase !== "acknowledged") {
      if (completed.has(line.run)) doubled.push(`run ${line.run} went on (${line.phase}) after it was completed`);
      if (line.phase === "end") {
        const attempt = `${line.run} ${line.attempt}`;
        if (ended.has(attempt)) doubled.push(`try ${attempt} ended twice`);
        ended.add(attempt).add(line.run);
      }
    }
  }
  const lost = [
    ...seen
      .filter(({ phase, run }) => phase === "acknowledged" && !known.has(run))
      .map(({ run }) => `run ${run} was acknowledged and is not there`),
    ...runs
      .filter(({ id, state }) => state === "completed" && !ended.has(id))
      .map(({ id }) => `run ${id} is completed and was never done`),
  ];
  return { lost, doubled };
}

function twice(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
