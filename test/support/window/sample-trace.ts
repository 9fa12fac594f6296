import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import type { Span, Trace } from "../../../jobs/model/trace.ts";

/** Name, beginning and end as parts of the whole. */
const syncParts = [
  ["List bucket", 0, 0.012],
  ["Batch 1 of 2: download 20", 0.012, 0.034],
  ["Batch 1 of 2: upload 20", 0.034, 0.054],
  ["Batch 2 of 2: download 18", 0.054, 0.072],
  ["Batch 1 of 2: vector store", 0.054, 0.464],
  ["Batch 2 of 2: upload 18", 0.072, 0.104],
  ["Batch 2 of 2: vector store", 0.464, 0.982],
] as const;

/** Where the time of a sample run went. */
export function sampleTrace({ taskId, startedAt, durationMs, status, attempts }: RunDetail): Trace {
  const none: Trace = { spans: [], moreSpans: false, children: [], moreChildren: false };
  if (taskId !== "sync-s3" || startedAt === null) return none;
  const whole = durationMs ?? 160_000;
  const shown = status === "completed" ? syncParts : syncParts.slice(0, 1);
  const spans = shown.map(
    ([name, from, to], index): Span => ({
      ...{ attempt: attempts, id: index + 1, parentId: null, name, failed: status === "failed" },
      startedAt: Math.round(startedAt + from * whole),
      finishedAt: Math.round(startedAt + to * whole),
    }),
  );
  return { ...none, spans };
}
