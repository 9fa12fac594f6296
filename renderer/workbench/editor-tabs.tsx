import { type KeyboardEvent, useEffect, useRef } from "react";
import { Icon } from "../components/icon.tsx";
import { moveFocus } from "../components/roving.ts";
import { useStore, useValue } from "../state/store.ts";
import { useApp, useLive } from "./app-context.tsx";
import { activate, editorKey, type OpenEditor } from "./layout.ts";

/** The row of tabs. One of them is in the tab order; arrow keys go from one to the next. */
export function EditorTabs() {
  const { layout, commands } = useApp();
  const editors = useStore(layout, (known) => known.editors);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const focused = (event.target as HTMLElement).closest<HTMLElement>("[role=tab]")?.dataset.key;
    if (event.key === "Delete" && focused) {
      event.preventDefault();
      commands.execute("workbench.closeEditor", focused);
      return;
    }
    const moved = moveFocus(event, "[role=tab]", "horizontal");
    const key = moved?.dataset.key;
    if (key) layout.update((known) => activate(known, key));
  };

  return (
    <div className="editor-tabs" role="tablist" aria-label="Open editors" onKeyDown={press}>
      {editors.map((editor) => (
        <Tab key={editorKey(editor)} editor={editor} />
      ))}
    </div>
  );
}

function Tab({ editor }: { readonly editor: OpenEditor }) {
  const { layout, commands, editorKind } = useApp();
  const key = editorKey(editor);
  const active = useValue(layout).active === key;
  const kind = editorKind(editor.kind);
  const title = useLive((live) => kind?.title(editor, live) ?? editor.kind);
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);

  const className = ["editor-tab", active ? "is-active" : "", editor.preview ? "is-preview" : ""].join(" ");
  return (
    <div className={className} ref={element} role="presentation">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the row of tabs handles the keys of all tabs */}
      <div
        className="editor-tab-label"
        role="tab"
        id={`tab-${key}`}
        data-key={key}
        aria-selected={active}
        aria-controls={active ? "editor-panel" : undefined}
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        title={editor.preview ? `${title} – preview, double-click to keep open` : title}
        onClick={() => layout.update((known) => activate(known, key))}
        onDoubleClick={() => commands.execute("workbench.keepEditor", key)}
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        onAuxClick={(event) => event.button === 1 && commands.execute("workbench.closeEditor", key)}
      >
        <Icon name={kind?.icon ?? "file"} />
        <span className="editor-tab-title">{title}</span>
      </div>
      {/* The Delete key on the tab does the same: the button would be a control inside a list of tabs. */}
      <button
        type="button"
        className="editor-tab-close"
        tabIndex={-1}
        aria-hidden="true"
        title={commands.hint("workbench.closeEditor")}
        onClick={() => commands.execute("workbench.closeEditor", key)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
