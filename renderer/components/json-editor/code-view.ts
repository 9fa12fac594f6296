import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { json } from "@codemirror/legacy-modes/mode/javascript";
import { forceLinting, linter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { TextProblem } from "../../../jobs/model/jsonc.ts";
import { codeColours, codeLook } from "./code-look.ts";

export type CodeViewOptions = {
  /** An empty element that has never had a view. */
  readonly host: HTMLElement;
  readonly value: string;
  readonly label: string;
  readonly fill: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly onSubmit: () => void;
  readonly problems: (text: string) => readonly TextProblem[];
};

export type CodeView = {
  /** Takes a text from outside, unless it is what is shown. The cursor stays where it can. */
  readonly setText: (text: string) => void;
  readonly judgeAgain: () => void;
  readonly focus: () => void;
  readonly close: () => void;
};

/** Judged so long after the last key: not while a word is half typed. */
const judgeAfterMs = 250;

// The mode reads comments too: JSON as people write it.
const jsonLanguage = StreamLanguage.define({ ...json, tokenTable: { property: tags.propertyName } });

/**
 * Opens an editor in a shadow root: there CodeMirror adopts its styles as sheets, where in the document it would write
 * style elements, which our content security policy refuses.
 */
export function openCodeView(options: CodeViewOptions): CodeView {
  const { host } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  let outside = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        ...extensionsFor(options),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !outside) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (text) => {
      const known = view.state.doc.toString();
      if (text === known) return;
      outside = true;
      view.dispatch({ changes: difference(known, text) });
      outside = false;
    },
    judgeAgain: () => forceLinting(view),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function extensionsFor({ label, fill, onSave, onSubmit, problems }: CodeViewOptions): readonly Extension[] {
  return [
    keymap.of([
      { key: "Mod-s", run: done(onSave) },
      { key: "Mod-Enter", run: done(onSubmit) },
      ...(fill ? [indentWithTab] : []),
    ]),
    keymap.of([...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    history(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    drawSelection(),
    bracketMatching(),
    search({ top: true }),
    EditorState.phrases.of(searchWords),
    indentUnit.of("  "),
    jsonLanguage,
    jsonLanguage.data.of({ commentTokens: { line: "//", block: { open: "/*", close: "*/" } } }),
    syntaxHighlighting(codeColours),
    linter((view) => problems(view.state.doc.toString()).map(toDiagnostic(view)), { delay: judgeAfterMs }),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    codeLook(fill),
  ];
}

/** A key that belongs to the editor, whatever comes of it. */
function done(act: () => void): () => boolean {
  return () => {
    act();
    return true;
  };
}

function toDiagnostic(view: EditorView) {
  return ({ offset, length, message, severity }: TextProblem) => {
    const end = view.state.doc.length;
    return { from: Math.min(offset, end), to: Math.min(offset + length, end), severity, message };
  };
}

/** Only what differs is replaced: cursor, selection and undo outlive a text that was changed elsewhere. */
function difference(before: string, after: string): { readonly from: number; readonly to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

const searchWords: Readonly<Record<string, string>> = {
  replace: "Replace",
  "replace all": "Replace all",
  next: "Next",
  previous: "Previous",
  all: "Select all",
  "match case": "Match case",
  regexp: "Regular expression",
  "by word": "Whole word",
  close: "Close",
};
