import { useMemo, useRef, useState } from "react";
import type { LogLevel } from "../../../jobs/model/log.ts";
import { copyText } from "../../components/copy-text.ts";
import { number } from "../../format/number.ts";
import { viewLog } from "../../state/log-rows.ts";
import type { RunLog } from "../../state/run-log.ts";
import { useValue } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { PanelToolbar } from "../../workbench/panel.tsx";
import { LogLines, type LogLinesHandle } from "./log-lines.tsx";
import { LogTools } from "./log-tools.tsx";

/** The lines of one run with the tools to look through them. */
export function LogView({ runId, log }: { readonly runId: string; readonly log: RunLog }) {
  const { notices } = useApp();
  const { rows, version, phase, message } = useValue(log);
  const [level, setLevel] = useState<LogLevel>("debug");
  const [query, setQuery] = useState("");
  const [matchesOnly, setMatchesOnly] = useState(false);
  const [match, setMatch] = useState(0);
  const lines = useRef<LogLinesHandle>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are appended to in place; the version says when
  const view = useMemo(() => viewLog(rows, { level, query, matchesOnly }), [rows, version, level, query, matchesOnly]);

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
    const [first] = viewLog(rows, { level, query: text, matchesOnly }).matches;
    if (text !== "" && first !== undefined) lines.current?.scrollTo(first);
  };
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
        />
      </PanelToolbar>
      <LogLines
        ref={lines}
        key={runId}
        rows={rows}
        visible={view.visible}
        query={query}
        currentMatch={query === "" ? null : (view.matches[match] ?? null)}
        following={phase === "following"}
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
