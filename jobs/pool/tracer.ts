import { AsyncLocalStorage } from "node:async_hooks";
import { mostSpans, type Span, spanNameLength } from "../model/trace.ts";
import type { TimeSpan } from "../sdk/span.ts";

const flushDelayMs = 100;

type TracerOptions = {
  readonly attempt: number;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Spans that began or ended; one that ended soon is sent once. */
  readonly send: (spans: readonly Span[]) => void;
};

/**
 * Times the spans of a try and sends them in batches. One more than are kept is sent: so it is known that there were more.
 */
export function createTracer({ attempt, now, send }: TracerOptions) {
  const within = new AsyncLocalStorage<number>();
  let pending = new Map<number, Span>();
  let lastId = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.size === 0) return;
    send([...pending.values()]);
    pending = new Map();
  };

  const note = (span: Span) => {
    if (span.id > mostSpans + 1) return;
    pending.set(span.id, span);
    timer ??= setTimeout(flush, flushDelayMs);
  };

  const span: TimeSpan = async (name, work) => {
    lastId += 1;
    const begun: Span = {
      ...{ attempt, id: lastId, parentId: within.getStore() ?? null, name: cut(String(name)) },
      ...{ startedAt: now(), finishedAt: null, failed: false },
    };
    note(begun);
    try {
      const result = await within.run(begun.id, async () => work());
      note({ ...begun, finishedAt: now() });
      return result;
    } catch (error) {
      note({ ...begun, finishedAt: now(), failed: true });
      throw error;
    }
  };

  return { span, close: flush };
}

/** Never through a pair of surrogates, which would be no text any more. */
function cut(name: string): string {
  return name.length <= spanNameLength ? name : `${name.slice(0, spanNameLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
