import { on } from "node:events";
import { followTopic } from "../engine/changes.ts";
import type { Engine } from "../engine/engine.ts";
import type { FollowEvent } from "../model/read-models/host.ts";
import type { Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";

const pageLines = 1_000;

type FollowOptions = {
  readonly engine: Engine;
  readonly run: Run;
  readonly afterSeq: number;
  readonly signal: AbortSignal | undefined;
};

/**
 * The run, its stored log after `afterSeq`, then everything new until it has ended. It listens before it reads, and
 * leaves out what it has already sent, so that no line is lost or comes twice.
 */
export async function* followRun({ engine, run, afterSeq, signal }: FollowOptions): AsyncGenerator<FollowEvent> {
  const { queries, changes } = engine;
  const live = on(changes.emitter, followTopic(run.id), { close: ["close"], ...(signal ? { signal } : {}) });
  let sentSeq = afterSeq;

  function* storedLines(): Generator<FollowEvent> {
    for (;;) {
      const lines = queries.logs(run, sentSeq, pageLines);
      if (lines.length === 0) return;
      sentSeq = lines.at(-1)?.seq ?? sentSeq;
      yield { type: "log", lines: [...lines] };
    }
  }

  try {
    const current = () => queries.runSummary(queries.find(run.id));
    const first = current();
    yield { type: "run", run: first };
    yield* storedLines();
    if (isFinal(first.status)) return;
    // It may have ended between the first reading and now: what was announced then waits in `live`.
    const again = current();
    if (isFinal(again.status)) {
      yield* storedLines();
      yield { type: "run", run: again };
      return;
    }
    for await (const [event] of live) {
      const change = event as FollowEvent;
      if (change.type === "run") {
        if (isFinal(change.run.status)) yield* storedLines();
        yield change;
        if (isFinal(change.run.status)) return;
        continue;
      }
      const lines = change.lines.filter((line) => line.seq > sentSeq);
      sentSeq = lines.at(-1)?.seq ?? sentSeq;
      if (lines.length > 0) yield { type: "log", lines };
    }
  } finally {
    await live.return?.();
  }
}
