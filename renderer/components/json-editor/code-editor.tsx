import { useEffect, useLayoutEffect, useRef } from "react";
import type { TextProblem } from "../../../jobs/model/jsonc.ts";
import { type CodeView, openCodeView } from "./code-view.ts";

export type CodeEditorProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What it is called by a screen reader. */
  readonly label: string;
  /** What is wrong with a text. */
  readonly problems?: (text: string) => readonly TextProblem[];
  readonly onSave?: () => void;
  readonly onSubmit?: () => void;
  readonly fill?: boolean;
  /** Drawn as a field whose value was refused. */
  readonly invalid?: boolean;
  readonly autoFocus?: boolean;
};

/** The editor itself; `JsonEditor` loads it when it is needed. */
export function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  // What is called is what was given last: the view lives longer than any of them.
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const { value, label, fill = false, autoFocus } = latest.current;
    const opened = openCodeView({
      host: host.current,
      ...{ value, label, fill },
      onChange: (text) => latest.current.onChange(text),
      onSave: () => latest.current.onSave?.(),
      onSubmit: () => latest.current.onSubmit?.(),
      problems: (text) => latest.current.problems?.(text) ?? [],
    });
    view.current = opened;
    if (autoFocus) opened.focus();
    return () => {
      opened.close();
      view.current = null;
    };
  }, []);

  const { value, problems } = props;
  useEffect(() => view.current?.setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another judge may find other things in the same text
  useEffect(() => view.current?.judgeAgain(), [problems]);

  return <div className="json-editor-host" ref={host} />;
}
