import { lazy, Suspense } from "react";
import type { CodeEditorProps } from "./code-editor.tsx";
import "./json-editor.css";

const CodeEditor = lazy(() => import("./code-editor.tsx").then((module) => ({ default: module.CodeEditor })));

/**
 * An editor for a text in JSON: colours, matching brackets, find (Ctrl+F), undo, and marks where the text is wrong. The
 * text is the caller's: it comes in as `value`, and every change goes out by `onChange`.
 *
 * - `problems` is asked, a moment after each change, what is wrong with the text; F8 goes from one to the next. For the
 *   syntax alone give it `syntaxProblems` of `jobs/model/jsonc.ts`.
 * - `onSave` is called by Ctrl+S, `onSubmit` by Ctrl+Enter.
 * - `fill` makes it as high as its parent, and lets Tab indent: Escape and then Tab leaves it, Ctrl+M switches the
 *   meaning of Tab. Without it, it grows with its text up to 18 lines, and Tab leaves it at once.
 *
 * It is loaded when it is first shown, and so costs the first view nothing.
 */
export function JsonEditor(props: CodeEditorProps) {
  return (
    <div className={boxClass(props)}>
      <Suspense fallback={<pre className="json-editor-waiting">{props.value}</pre>}>
        <CodeEditor {...props} />
      </Suspense>
    </div>
  );
}

function boxClass({ fill, invalid }: CodeEditorProps): string {
  return ["json-editor", fill ? "is-filling" : "is-growing", invalid ? "is-invalid" : ""].filter(Boolean).join(" ");
}
