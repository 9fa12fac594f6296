import { useEffect, useRef } from "react";
import { useValue } from "../state/store.ts";
import { useApp, useLive } from "./app-context.tsx";
import { EditorTabs } from "./editor-tabs.tsx";
import { EmptyEditor } from "./empty-editor.tsx";
import { editorKey } from "./layout.ts";

/** The tabs and what the active one shows. */
export function EditorArea() {
  const { layout, editorKind, kept } = useApp();
  const { editors, active } = useValue(layout);
  const editor = editors.find((each) => editorKey(each) === active);
  const kind = editor && editorKind(editor.kind);
  useWelcome();

  useEffect(() => {
    const open = editors.map((each) => `${editorKey(each)}/`);
    const ofEditors = kept.keys().filter((key) => /^[^/]*:/.test(key));
    for (const key of ofEditors) if (!open.some((owner) => key.startsWith(owner))) kept.drop(key);
  }, [editors, kept]);

  return (
    <main className="editor-area" data-part="editor">
      {editors.length > 0 && <EditorTabs />}
      {editor && kind ? (
        <div
          className="editor"
          role="tabpanel"
          id="editor-panel"
          aria-labelledby={`tab-${editorKey(editor)}`}
          key={editorKey(editor)}
        >
          <kind.Component id={editor.id} />
        </div>
      ) : (
        <EmptyEditor />
      )}
    </main>
  );
}

/** A home in which nothing has happened yet opens with the way to begin; once closed, it stays closed. */
function useWelcome(): void {
  const { layout, open } = useApp();
  const emptyHome = useLive((live) => live.engine.emptyHome);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    if (!emptyHome || layout.get().editors.length > 0) return;
    open({ kind: "welcome", id: "" });
    layout.update((known) => ({ ...known, panelVisible: false }));
  }, [emptyHome, layout, open]);
}
