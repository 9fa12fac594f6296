import { type KeyboardEvent, useEffect, useState } from "react";
import { Action } from "../components/action.tsx";
import { Icon } from "../components/icon.tsx";
import { moveFocus } from "../components/roving.ts";
import { useClientWidth } from "../components/use-client-width.ts";
import { useStore } from "../state/store.ts";
import { useApp, useLive } from "./app-context.tsx";
import { type EditorGroup, editorKey, type OpenEditor } from "./editor-group.ts";
import { activate } from "./layout.ts";
import { contextMenu } from "./menus/open-menu.ts";
import { type TabRef, tabText } from "./tab-ref.ts";
import { useTabDrag } from "./use-tab-drag.ts";

/** The row of a group's tabs. One of them is in the tab order; arrow keys go from one to the next. */
export function EditorTabs({ group }: { readonly group: EditorGroup }) {
  const { layout, commands } = useApp();
  const { drop } = useTabDrag({ group: group.id, place: group.editors.length });

  const [row, setRow] = useState<HTMLElement | null>(null);
  const width = useClientWidth(row);

  // The shown tab is in sight, also after the group became narrower.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the width and the tabs are what moves it out of sight
  useEffect(() => {
    row?.querySelector("[aria-selected=true]")?.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [row, group.active, group.editors, width]);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const focused = (event.target as HTMLElement).closest<HTMLElement>("[role=tab]")?.dataset.key;
    if (event.key === "Delete" && focused) {
      event.preventDefault();
      commands.execute("workbench.closeEditor", tabText({ group: group.id, key: focused }));
      return;
    }
    const moved = moveFocus(event, "[role=tab]", "horizontal");
    const key = moved?.dataset.key;
    if (key) layout.update((known) => activate(known, { group: group.id, key }));
  };

  return (
    <div className="editor-head">
      <div className="editor-tabs" role="tablist" aria-label="Open editors" onKeyDown={press} ref={setRow} {...drop}>
        {group.editors.map((editor, place) => (
          <Tab key={editorKey(editor)} editor={editor} group={group} place={place} />
        ))}
      </div>
      <div className="actions editor-actions">
        <Action command="workbench.splitEditor" />
      </div>
    </div>
  );
}

type TabProps = { readonly editor: OpenEditor; readonly group: EditorGroup; readonly place: number };

function Tab({ editor, group, place }: TabProps) {
  const { layout, commands, editorKind, drafts } = useApp();
  const key = editorKey(editor);
  const tab: TabRef = { group: group.id, key };
  const active = group.active === key;
  const kind = editorKind(editor.kind);
  const title = useLive((live) => kind?.title(editor, live) ?? editor.kind);
  const { drag, drop } = useTabDrag({ group: group.id, place }, tab);
  const close = () => commands.execute("workbench.closeEditor", tabText(tab));

  const dirty = useStore(drafts, () => drafts.isDirty(key));
  const hint = editor.preview ? `${title} – preview, double-click to keep open` : title;

  const className = [
    "editor-tab",
    active ? "is-active" : "",
    editor.preview ? "is-preview" : "",
    dirty ? "is-dirty" : "",
  ].join(" ");
  return (
    <div className={className} role="presentation" {...contextMenu("tab", tabText(tab))} {...drag} {...drop}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row of tabs handles the keys of all tabs */}
      <div
        className="editor-tab-label"
        role="tab"
        id={`tab-${tabText(tab)}`}
        data-key={key}
        aria-selected={active}
        aria-controls={active ? `editor-panel-${group.id}` : undefined}
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        title={dirty ? `${title} – not saved` : hint}
        onClick={() => layout.update((known) => activate(known, tab))}
        onDoubleClick={() => commands.execute("workbench.keepEditor", tabText(tab))}
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        onAuxClick={(event) => event.button === 1 && close()}
      >
        <Icon name={kind?.icon ?? "file"} />
        <span className="editor-tab-title">{title}</span>
        {dirty && <span className="off-screen">not saved</span>}
      </div>
      {/* The Delete key on the tab does the same: the button would be a control inside a list of tabs. */}
      <button
        type="button"
        className="editor-tab-close"
        tabIndex={-1}
        aria-hidden="true"
        title={commands.hint("workbench.closeEditor")}
        onClick={close}
      >
        {dirty && <Icon name="circle-filled" className="editor-tab-dirty" />}
        <Icon name="close" />
      </button>
    </div>
  );
}
