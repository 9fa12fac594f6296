import type { Attempt, RunDetail, RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { Span, Trace } from "../../../jobs/model/trace.ts";
import { runTitle } from "../../format/words.ts";

export type WaterfallTone = "done" | "failed" | "running" | "cut-off" | "waiting";

/** A line of the waterfall. Times are UTC milliseconds. */
export type WaterfallRow = {
  readonly key: string;
  readonly name: string;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly tone: WaterfallTone;
  /** The child run that it stands for. */
  readonly runId: string | null;
};

export type Waterfall = { readonly from: number; readonly to: number; readonly rows: readonly WaterfallRow[] };

type RunTimes = Pick<RunDetail, "status" | "attempts" | "createdAt" | "startedAt" | "finishedAt" | "attemptList">;

/**
 * Where the time of a run went, as lines on one scale: its tries where there are several, their spans beneath, and the runs
 * that it started. What has not ended goes on until `now`, or was cut off by the end of its try.
 */
export function waterfallOf(run: RunTimes, trace: Trace, now: number): Waterfall {
  const from = run.startedAt ?? run.createdAt;
  const end = run.finishedAt ?? Math.max(now, from);
  const tries = triesOf(run, trace, end);
  const rows = [
    ...tries.flatMap((attempt) => [
      ...(tries.length > 1 ? [attempt.row] : []),
      ...spanRows(attempt, trace, tries.length > 1 ? 1 : 0),
    ]),
    ...trace.children.map((child) => childRow(child, now)),
  ];
  return { from, to: Math.max(end, from + 1, ...rows.map(({ to }) => to)), rows };
}

type Try = { readonly number: number; readonly row: WaterfallRow; readonly goesOn: boolean };

function triesOf(run: RunTimes, trace: Trace, end: number): readonly Try[] {
  const known = new Map(run.attemptList.map((attempt) => [attempt.number, attempt]));
  // Of a try that is on its way, or was cancelled, only the spans tell.
  for (const span of trace.spans)
    if (!known.has(span.attempt))
      known.set(span.attempt, { number: span.attempt, startedAt: span.startedAt, finishedAt: null, error: null });
  return [...known.values()]
    .toSorted((a, b) => a.number - b.number)
    .map((attempt) => {
      const goesOn = run.status === "active" && attempt.number === run.attempts;
      return { number: attempt.number, goesOn, row: tryRow(attempt, goesOn, end) };
    });
}

function tryRow({ number, startedAt, finishedAt, error }: Attempt, goesOn: boolean, end: number): WaterfallRow {
  return {
    ...{ key: `try ${number}`, name: `Try ${number}`, depth: 0, runId: null },
    ...{ from: startedAt, to: finishedAt ?? end },
    tone: goesOn ? "running" : error ? "failed" : finishedAt === null ? "cut-off" : "done",
  };
}

function spanRows({ number, row, goesOn }: Try, { spans }: Trace, depth: number): readonly WaterfallRow[] {
  const ofTry = spans.filter(({ attempt }) => attempt === number);
  const known = new Set(ofTry.map(({ id }) => id));
  // A span is numbered when it begins, and so after the one around it: what says otherwise stands at the top.
  const parentOf = ({ id, parentId }: Span) =>
    parentId !== null && parentId < id && known.has(parentId) ? parentId : 0;
  const beneath = new Map<number, Span[]>();
  for (const span of ofTry) beneath.set(parentOf(span), [...(beneath.get(parentOf(span)) ?? []), span]);
  const rows: WaterfallRow[] = [];
  const add = (span: Span, at: number) => {
    const tone = span.finishedAt !== null ? (span.failed ? "failed" : "done") : goesOn ? "running" : "cut-off";
    rows.push({
      ...{ key: `span ${number} ${span.id}`, name: span.name, depth: at, runId: null },
      ...{ from: span.startedAt, to: span.finishedAt ?? row.to, tone },
    });
    for (const inner of beneath.get(span.id) ?? []) add(inner, at + 1);
  };
  for (const span of beneath.get(0) ?? []) add(span, depth);
  return rows;
}

const childTones: Readonly<Partial<Record<RunSummary["status"], WaterfallTone>>> = {
  completed: "done",
  active: "running",
  failed: "failed",
  cancelled: "cut-off",
};

function childRow(child: RunSummary, now: number): WaterfallRow {
  const from = child.startedAt ?? child.createdAt;
  return {
    ...{ key: `run ${child.id}`, name: `${runTitle(child.id)} · ${child.taskTitle}`, depth: 0, runId: child.id },
    ...{ from, to: child.finishedAt ?? Math.max(now, from), tone: childTones[child.status] ?? "waiting" },
  };
}
