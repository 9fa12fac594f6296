import { useCallback, useState } from "react";
import { useClientWidth } from "../components/use-client-width.ts";
import { ViewBoundary } from "../components/view-boundary.tsx";
import { useApp } from "./app-context.tsx";
import { type EditorGroup, editorOf } from "./editor-group.ts";
import { EditorTabs } from "./editor-tabs.tsx";
import { activateGroup, groupLimits, resizeGroup } from "./layout.ts";
import { Sash } from "./sash.tsx";
import { tabText } from "./tab-ref.ts";

type EditorGroupBoxProps = {
  readonly group: EditorGroup;
  /** From the left; null when there is no other. */
  readonly number: number | null;
  readonly isCurrent: boolean;
  /** It takes what the others leave. */
  readonly isLast: boolean;
};

/** A group: its tabs and what the active one shows. Being in it, by pointer or by keys, makes it the current one. */
export function EditorGroupBox({ group, number, isCurrent, isLast }: EditorGroupBoxProps) {
  const { layout, editorKind } = useApp();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const width = useClientWidth(box);
  const editor = editorOf(group, group.active);
  const kind = editor && editorKind(editor.kind);
  const enter = useCallback(() => layout.update((known) => activateGroup(known, group.id)), [layout, group.id]);
  const tab = group.active === null ? "" : tabText({ group: group.id, key: group.active });

  return (
    <section
      className={isCurrent || number === null ? "editor-group" : "editor-group is-other"}
      aria-label={number === null ? "Editor" : `Editor group ${number}`}
      data-part="editor"
      data-current={isCurrent}
      style={isLast || group.width === null ? {} : { flex: `0 1 ${group.width}px` }}
      ref={setBox}
      onFocusCapture={enter}
      onPointerDownCapture={enter}
    >
      <EditorTabs group={group} />
      {editor && kind && (
        <div
          className="editor"
          role="tabpanel"
          id={`editor-panel-${group.id}`}
          aria-labelledby={`tab-${tab}`}
          key={group.active}
        >
          <ViewBoundary what="This editor">
            <kind.Component id={editor.id} />
          </ViewBoundary>
        </div>
      )}
      {!isLast && (
        <Sash
          label={`Width of editor group ${number ?? 1}`}
          orientation="vertical"
          value={width}
          limits={groupLimits}
          onResize={(next) => layout.update((known) => resizeGroup(known, group.id, next))}
        />
      )}
    </section>
  );
}
