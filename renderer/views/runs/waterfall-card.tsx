import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { Card } from "../../components/card.tsx";
import { duration } from "../../format/duration.ts";
import { number } from "../../format/number.ts";
import { useResource } from "../../state/resource.ts";
import { useStore } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { type WaterfallRow, type WaterfallTone, waterfallOf } from "./waterfall.ts";

const shownRows = 40;
const toneWords: Readonly<Record<WaterfallTone, string>> = {
  done: "done",
  failed: "failed",
  running: "running",
  "cut-off": "cut off",
  waiting: "waiting",
};
/** A run that tells of many parts is not asked for them more often. */
const rereadMs = 500;

/** Where the time of the run went. Nothing is shown of a run that told of no parts, was tried once and started no others. */
export function WaterfallCard({ run }: { readonly run: RunDetail }) {
  const { ticker, open } = useApp();
  const trace = useTrace(run);
  const [all, setAll] = useState(false);
  const goesOn = !isFinal(run.status) || trace?.children.some(({ status }) => !isFinal(status)) === true;
  const now = useStore(ticker, (time) => (goesOn ? Math.floor(time / 1_000) * 1_000 : 0));
  const picture = useMemo(() => trace && waterfallOf(run, trace, now), [run, trace, now]);
  if (!trace || !picture || picture.rows.length === 0) return null;
  const { from, to, rows } = picture;
  const shown = all ? rows : rows.slice(0, shownRows);
  return (
    <Card title="Steps" className="waterfall-card">
      <ol className="waterfall">
        {shown.map((row) => (
          <li key={row.key} className={`waterfall-row is-${row.tone}`}>
            <span className="waterfall-name" style={{ paddingLeft: Math.min(row.depth, 8) * 14 }} title={row.name}>
              {row.runId === null ? (
                row.name
              ) : (
                <button type="button" className="link" onClick={openChild(open, row.runId)}>
                  {row.name}
                </button>
              )}
            </span>
            <span className="waterfall-track" aria-hidden="true">
              <span className="waterfall-bar" style={placeOf(row, from, to)} />
            </span>
            <span className="waterfall-took">
              {row.tone === "waiting" ? "" : duration(row.to - row.from)}
              {row.tone !== "done" && <span className="waterfall-tone"> {toneWords[row.tone]}</span>}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < rows.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show all {number(rows.length)}
        </button>
      )}
      {(trace.moreSpans || trace.moreChildren) && (
        <p className="card-note">There was more than is kept: the first parts of the last tries are shown.</p>
      )}
    </Card>
  );
}

function openChild(open: ReturnType<typeof useApp>["open"], id: string) {
  return ({ altKey }: { readonly altKey: boolean }) => open({ kind: "run", id }, { preview: true, toSide: altKey });
}

/** Never so narrow that it is not seen. */
function placeOf({ from, to }: WaterfallRow, start: number, end: number) {
  const share = (at: number) => Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100));
  const left = Math.min(share(from), 99.2);
  return { left: `${left}%`, width: `${Math.max(0.8, share(to) - left)}%` };
}

/** Read once, and again with every sign of life of the run, not too often. */
function useTrace({ id, status, attempts }: RunDetail) {
  const client = useClient();
  const { session } = useApp();
  const load = useCallback((signal: AbortSignal) => client.runs.trace({ runId: id }, { signal }), [client, id]);
  const { data, reload } = useResource(load);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const children = useMemo(() => new Set(data?.children.map((child) => child.id)), [data]);

  useEffect(() => {
    const soon = () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        reload();
      }, rereadMs);
    };
    const stop = session.onRun((run) => (run.id === id || children.has(run.id)) && soon());
    return () => {
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [session, id, children, reload]);

  const turn = `${status} ${attempts}`;
  const known = useRef(turn);
  useEffect(() => {
    if (known.current === turn) return;
    known.current = turn;
    reload();
  }, [turn, reload]);
  return data;
}
