import type { RunSummary } from "../model/read-models/runs.ts";
import type { Run } from "../model/run.ts";
import { mostChildren, type Trace } from "../model/trace.ts";
import type { RunReader } from "../store/runs.ts";
import type { SpanStore } from "../store/spans.ts";

export type TraceOptions = {
  readonly runs: Pick<RunReader, "children">;
  readonly spans: Pick<SpanStore, "of">;
  readonly summaryOf: (run: Run) => RunSummary;
};

/** Where the time of a run went. Bounded, however much a run did. */
export function createTraceQuery({ runs, spans, summaryOf }: TraceOptions) {
  return (run: Run): Trace => {
    const { spans: kept, more } = spans.of(run.seq);
    const children = runs.children(run.id, mostChildren + 1);
    return {
      spans: [...kept],
      moreSpans: more,
      children: children.slice(0, mostChildren).map(summaryOf),
      moreChildren: children.length > mostChildren,
    };
  };
}
