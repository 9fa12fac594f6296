import { useEffect, useRef } from "react";
import { useValue } from "../state/store.ts";
import { useApp, useLive } from "./app-context.tsx";
import { editorKey } from "./editor-group.ts";
import { EditorGroupBox } from "./editor-group-box.tsx";
import { EmptyEditor } from "./empty-editor.tsx";

/** The groups of tabs, side by side, and what is shown in each. */
export function EditorArea() {
  const { layout, kept, drafts } = useApp();
  const { groups, activeGroup } = useValue(layout);
  useWelcome();

  useEffect(() => {
    const editors = groups.flatMap((group) => group.editors.map(editorKey));
    drafts.keepOnly(editors);
    const open = editors.map((key) => `${key}/`);
    const ofEditors = kept.keys().filter((key) => /^[^/]*:/.test(key));
    for (const key of ofEditors) if (!open.some((owner) => key.startsWith(owner))) kept.drop(key);
  }, [groups, kept, drafts]);

  const isEmpty = groups.every(({ editors }) => editors.length === 0);
  return (
    <main className="editor-area">
      {isEmpty ? (
        <div className="editor-group" data-part="editor">
          <EmptyEditor />
        </div>
      ) : (
        groups.map((group, index) => (
          <EditorGroupBox
            key={group.id}
            group={group}
            number={groups.length > 1 ? index + 1 : null}
            isCurrent={group.id === activeGroup}
            isLast={index === groups.length - 1}
          />
        ))
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
    if (!emptyHome || layout.get().groups.some(({ editors }) => editors.length > 0)) return;
    open({ kind: "welcome", id: "" });
    layout.update((known) => ({ ...known, panelVisible: false }));
  }, [emptyHome, layout, open]);
}
