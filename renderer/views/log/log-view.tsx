import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { LogLevel } from "../../../jobs/model/log.ts";
import { copyText } from "../../components/copy-text.ts";
import { number } from "../../format/number.ts";
import { type LogRow, type LogView as View, viewLog } from "../../state/log-rows.ts";
import type { RunLogState } from "../../state/run-log.ts";
import { type Readable, useValue } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { PanelToolbar } from "../../workbench/panel.tsx";
import { useFindField } from "./log-find.ts";
import { LogLines, type LogLinesHandle } from "./log-lines.tsx";
import { logSteps } from "./log-steps.ts";
import { LogTools } from "./log-tools.tsx";

type LogViewProps = {
  /** Of what it is the log: another one begins at its end. */
  readonly id: string;
  readonly log: Readable<Pick<RunLogState, "rows" | "version" | "phase" | "message">> & { readonly retry: () => void };
  /** Writes it where the user chooses to; null where that cannot be. */
  readonly onSave: (() => void) | null;
  /** What else can be done with it, beside the tools of every log. */
  readonly actions?: ReactNode;
};

/** The lines of a log with the tools to look through them. */
export function LogView({ id, log, onSave, actions }: LogViewProps) {
  const app = useApp();
  const { notices } = app;
  const { rows, version, phase, message } = useValue(log);
  const [level, setLevel] = useState<LogLevel>("debug");
  const [query, setQuery] = useState("");
  const [matchesOnly, setMatchesOnly] = useState(false);
  const [match, setMatch] = useState(0);
  const lines = useRef<LogLinesHandle>(null);
  const [wrap, setWrap] = useKeptState("log/wrap", false);
  const [times, setTimes] = useKeptState("log/times", true);
  const view = useGrowingView(rows, version, { level, query, matchesOnly });

  const step = (by: 1 | -1) => {
    const count = view.matches.length;
    if (count === 0) return;
    const next = (match + by + count) % count;
    setMatch(next);
    lines.current?.scrollTo(view.matches[next] ?? 0);
  };
  const find = (text: string) => {
    setQuery(text);
    setMatch(0);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed leads to a hit, not a line that comes in
  useLayoutEffect(() => {
    const [first] = view.matches;
    if (query !== "" && first !== undefined) lines.current?.scrollTo(first);
  }, [query]);
  useSteps(step);
  useFindField();
  const copy = async () => {
    const text = view.visible.map((index) => rows[index]?.text ?? "").join("\n");
    if (await copyText(text)) notices.info(`${number(view.visible.length)} lines copied.`);
    else notices.error("The log was not copied: the system refused the clipboard. Select the lines and copy them.");
  };

  return (
    <>
      <PanelToolbar>
        <LogTools
          level={level}
          onLevel={setLevel}
          query={query}
          onQuery={find}
          onStep={step}
          matchesOnly={matchesOnly}
          onMatchesOnly={setMatchesOnly}
          found={query === "" ? null : { at: Math.min(match + 1, view.matches.length), count: view.matches.length }}
          onCopy={() => void copy()}
          onSave={onSave}
          wrap={wrap}
          onWrap={(on) => setWrap(() => on)}
          times={times}
          onTimes={(on) => setTimes(() => on)}
          actions={actions}
        />
      </PanelToolbar>
      <LogLines
        ref={lines}
        key={id}
        rows={rows}
        visible={view.visible}
        query={query}
        currentMatch={query === "" ? null : (view.matches[match] ?? null)}
        following={phase === "following"}
        wrap={wrap}
        times={times}
      />
      {phase === "failed" && (
        <p className="log-broken" role="status">
          The log was interrupted: {message}{" "}
          <button type="button" className="link" onClick={log.retry}>
            Go on
          </button>
        </p>
      )}
    </>
  );
}

type Filter = Parameters<typeof viewLog>[1];

/** The view of rows that only ever grow: what was looked at is not looked at again until the filter is another. */
function useGrowingView(rows: readonly LogRow[], version: number, { level, query, matchesOnly }: Filter): View {
  const last = useRef<{ readonly key: string; readonly rows: readonly LogRow[]; readonly view: View } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are appended to in place; the version says when
  return useMemo(() => {
    const key = JSON.stringify([level, query, matchesOnly]);
    const known = last.current?.key === key && last.current.rows === rows ? last.current.view : undefined;
    const view = viewLog(rows, { level, query, matchesOnly }, known);
    last.current = { key, rows, view };
    return view;
  }, [rows, version, level, query, matchesOnly]);
}

/** Goes to the next hit or the one before whenever a command asks for it. */
function useSteps(step: (by: 1 | -1) => void): void {
  const { kept } = useApp();
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => logSteps({ kept }).listen((by) => latest.current(by)), [kept]);
}
