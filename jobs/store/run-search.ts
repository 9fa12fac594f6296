import type { Statement } from "better-sqlite3";
import { mayBeginId, type RunFilter } from "../model/run-filter.ts";
import { isFinal, type RunState, runStates } from "../model/run-state.ts";
import type { Database } from "./database.ts";
import type { BriefRow } from "./runs.ts";

type Value = string | number;
type Condition = { readonly sql: string; readonly values: readonly Value[] };
/** Where a walk goes along: rows of an index, in the order of their numbers. */
type Source = Condition & { readonly index: string | null };
/** The walks that lead to all runs of a filter, and what is left to be asked of each row on the way. */
type Plan = { readonly sources: readonly Source[]; readonly rest: Condition | null };

/** A word, with the tasks and the schedules whose titles hold it. */
export type SearchWord = {
  readonly word: string;
  readonly taskIds: readonly string[];
  readonly scheduleIds: readonly string[];
};

export type SearchFilter = Pick<RunFilter, "taskIds" | "scheduleIds" | "states" | "triggers" | "tags"> & {
  readonly words?: readonly SearchWord[] | undefined;
};

/** Numbers of runs: from the first on, and before the last. */
export type SearchRange = { readonly from: number; readonly before: number };

/** More walks than this side by side cost more than asking each row. */
const mostSources = 12;

export const briefColumns =
  "seq, id, task_id, state, outcome, priority, trigger_kind, schedule_id, scheduled_at, error, summary, attempts, max_attempts, created_at, due_at, started_at, finished_at, retry_of, concurrency_key, expires_at, parent_id, tags, demo";

/**
 * Reads runs by filter, newest first. What an index leads to is read at once. What has to be looked for (a word, say) is
 * looked for in pieces of so many rows, so that nothing waits for long.
 */
export function createRunSearch(database: Database, counts: (taskId: string, state: RunState) => number) {
  const kept = new Map<string, Statement<Value[], never>>();
  const prepare = <T>(sql: string): Statement<Value[], T> => {
    const known = kept.get(sql) ?? database.prepare<Value[], never>(sql);
    kept.set(sql, known);
    return known as Statement<Value[], T>;
  };
  const from = ({ index, sql }: Source) =>
    `FROM run ${index === null ? "NOT INDEXED" : `INDEXED BY ${index}`} WHERE ${sql} AND seq < ?`;
  const ends = database.prepare<[], { first: number | null; last: number | null }>(
    "SELECT (SELECT min(seq) FROM run) AS first, (SELECT max(seq) FROM run) AS last",
  );
  const byPrefix = database.prepare<[string, string, number], BriefRow>(
    `SELECT ${briefColumns} FROM run WHERE id >= ? AND id < ? LIMIT ?`,
  );

  return {
    plan: (filter: SearchFilter): Plan => planOf(filter, counts),
    /** The numbers of all runs. */
    range: (): SearchRange => {
      const { first, last } = ends.get() ?? { first: null, last: null };
      return { from: first ?? 1, before: (last ?? 0) + 1 };
    },
    /** The rows of a plan in a range, newest first, at most so many. */
    read: ({ sources, rest }: Plan, range: SearchRange, limit: number): readonly BriefRow[] => {
      const found = sources.flatMap((source) =>
        prepare<BriefRow>(
          `SELECT ${briefColumns} ${from(source)} AND seq >= ?${rest ? ` AND ${rest.sql}` : ""} ORDER BY seq DESC LIMIT ?`,
        ).all(...source.values, range.before, range.from, ...(rest?.values ?? []), limit),
      );
      return sources.length === 1 ? found : found.sort((left, right) => right.seq - left.seq).slice(0, limit);
    },
    /** Where a piece of at most so many rows of each walk begins, counted from the end of the range. */
    pieceFrom: ({ sources }: Plan, range: SearchRange, rows: number): number => {
      const starts = sources.map((source) =>
        source.index === null
          ? range.before - rows
          : (prepare<{ seq: number }>(
              `SELECT seq ${from(source)} AND seq >= ? ORDER BY seq DESC LIMIT 1 OFFSET ${rows - 1}`,
            ).get(...source.values, range.before, range.from)?.seq ?? range.from),
      );
      return Math.max(range.from, ...starts);
    },
    /** Runs whose id begins with a word; none when no id can. */
    byPrefix: (word: string, limit: number): readonly BriefRow[] =>
      mayBeginId(word) ? byPrefix.all(word.toLowerCase(), `${word.toLowerCase()}\u{10ffff}`, limit) : [],
  };
}

function planOf(filter: SearchFilter, counts: (taskId: string, state: RunState) => number): Plan {
  const { states, triggers, tags, words } = filter;
  const { sources, asks } = walksOf(filter, counts);
  const rest = [
    ...(asks.has("jobs") ? jobCondition(filter) : []),
    ...(asks.has("states") ? list("state", states) : []),
    ...(asks.has("triggers") ? list("trigger_kind", triggers) : []),
    ...(tags ?? []).map((tag) => ({
      sql: "EXISTS (SELECT 1 FROM json_each(iif(json_valid(tags), tags, '[]')) WHERE value = ?)",
      values: [tag],
    })),
    ...(words ?? []).map(wordCondition),
  ];
  if (rest.length === 0) return { sources, rest: null };
  return {
    sources,
    rest: { sql: rest.map(({ sql }) => sql).join(" AND "), values: rest.flatMap((each) => each.values) },
  };
}

function list(column: string, values: readonly string[] | undefined): Condition[] {
  return values ? [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }] : [];
}

function jobCondition({ taskIds, scheduleIds }: SearchFilter): Condition[] {
  const either = [...list("task_id", taskIds), ...list("schedule_id", scheduleIds)];
  if (either.length === 0) return [];
  return [{ sql: `(${either.map(({ sql }) => sql).join(" OR ")})`, values: either.flatMap(({ values }) => values) }];
}

type Asked = "jobs" | "states" | "triggers";

/**
 * The walks of a filter, and the parts of it that they do not see to. The states stand in the statements as they are, and
 * the condition of an index of some rows is repeated word for word: SQLite takes such an index for nothing less.
 */
function walksOf(filter: SearchFilter, counts: (taskId: string, state: RunState) => number) {
  const { taskIds, scheduleIds, states, triggers, tags } = filter;
  const asks = (...parts: Asked[]): ReadonlySet<Asked> => new Set(parts);
  const all: Source = { index: null, sql: "TRUE", values: [] };
  if (tags)
    return {
      sources: [{ ...all, index: "run_tagged", sql: "tags <> '[]'" }],
      asks: asks("jobs", "states", "triggers"),
    };
  if (scheduleIds) {
    const sources = taskIds ? undefined : scheduleSources(scheduleIds, states ?? runStates);
    return { sources: sources ?? [all], asks: sources ? asks("triggers") : asks("jobs", "states", "triggers") };
  }
  const few = triggers && !triggers.includes("schedule") && !taskIds && (!states || states.includes("completed"));
  if (few) return { sources: triggers.map((trigger) => triggerSource(trigger)), asks: asks("states") };
  const known = states?.filter((state) => runStates.includes(state));
  const manyTasks = taskIds && taskIds.length * (known?.length ?? 1) > mostSources;
  const tasks = manyTasks ? undefined : taskIds;
  if (known) {
    const sources = known.flatMap((state) => stateSources(state, tasks, counts));
    const waits = known.some((state) => !isFinal(state) && state !== "active");
    return { sources, asks: manyTasks || waits ? asks("jobs", "triggers") : asks("triggers") };
  }
  const sources = tasks?.map((taskId) => ({ index: "run_by_task", sql: "task_id = ?", values: [taskId] })) ?? [all];
  return { sources, asks: manyTasks ? asks("jobs", "triggers") : asks("triggers") };
}

/** Undefined where those would be too many walks. */
function scheduleSources(scheduleIds: readonly string[], states: readonly RunState[]): Source[] | undefined {
  const known = states.filter((state) => runStates.includes(state));
  if (scheduleIds.length * known.length > mostSources) return undefined;
  return scheduleIds.flatMap((id) =>
    known.map((state) => ({ index: "run_by_schedule", sql: `schedule_id = ? AND state = '${state}'`, values: [id] })),
  );
}

function triggerSource(trigger: string): Source {
  return { index: "run_by_trigger", sql: "trigger_kind = ? AND trigger_kind <> 'schedule'", values: [trigger] };
}

function stateSources(
  state: RunState,
  tasks: readonly string[] | undefined,
  counts: (taskId: string, state: RunState) => number,
): Source[] {
  // Few are active, and they may be far from the newest.
  const index = state === "active" ? "run_active" : "run_by_task_and_final_state";
  // No index leads from a job to its runs that wait: they are looked for among all that do.
  if (!tasks || (!isFinal(state) && state !== "active"))
    return state === "active"
      ? [{ index, sql: "state = 'active'", values: [] }]
      : [{ index: "run_by_state", sql: `state = '${state}' AND state <> 'active'`, values: [] }];
  const final = isFinal(state) ? " AND state IN ('completed', 'failed', 'cancelled')" : "";
  return tasks
    .filter((taskId) => counts(taskId, state) > 0)
    .map((taskId) => ({ index, sql: `task_id = ? AND state = '${state}'${final}`, values: [taskId] }));
}

/** SQLite knows the two cases of ASCII letters; of others, a word is looked for in small and in capital letters. */
function wordCondition({ word, taskIds, scheduleIds }: SearchWord): Condition {
  const spellings = [...new Set([word, word.toLowerCase(), word.toUpperCase()].map(foldAscii))];
  const conditions = spellings.flatMap((spelling): Condition[] => {
    const pattern = likePattern(spelling);
    const inJson = likePattern(JSON.stringify(spelling).slice(1, -1));
    return [
      { sql: "summary LIKE ? ESCAPE '\\'", values: [pattern] },
      // Taken apart only where it holds the word at all, in the stack perhaps.
      {
        sql: `(error LIKE ? ESCAPE '\\' AND json_valid(error)
               AND (error ->> '$.message' LIKE ? ESCAPE '\\' OR error ->> '$.code' LIKE ? ESCAPE '\\'))`,
        values: [inJson, pattern, pattern],
      },
    ];
  });
  if (mayBeginId(word)) conditions.push({ sql: "id LIKE ?", values: [`${word}%`] });
  for (const [column, ids] of [
    ["task_id", taskIds],
    ["schedule_id", scheduleIds],
  ] as const)
    if (ids.length > 0)
      conditions.push({ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(ids)] });
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(" OR ")})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Spellings that differ in the case of ASCII letters only are one to SQLite. */
function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
