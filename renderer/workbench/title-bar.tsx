import { Action } from "../components/action.tsx";
import { Icon } from "../components/icon.tsx";
import { useStore, useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import { currentEditor } from "./layout.ts";

/** The top of the window: it can be dragged, and leaves room for the system's own buttons. */
export function TitleBar() {
  const { layout } = useApp();
  const sideBarVisible = useStore(layout, (known) => known.sideBarVisible);
  const panelVisible = useStore(layout, (known) => known.panelVisible);
  return (
    <header className="title-bar">
      <Icon name="layers" className="title-bar-logo" />
      <h1 className="title-bar-title">
        <Title />
      </h1>
      <div className="title-bar-actions">
        <Action
          command="workbench.toggleSideBar"
          icon={sideBarVisible ? "layout-sidebar-left" : "layout-sidebar-left-off"}
          pressed={sideBarVisible}
        />
        <Action
          command="workbench.togglePanel"
          icon={panelVisible ? "layout-panel" : "layout-panel-off"}
          pressed={panelVisible}
        />
      </div>
    </header>
  );
}

function Title() {
  const { session, layout, editorKind } = useApp();
  const live = useStore(session.state, (state) => state.live);
  const editor = currentEditor(useValue(layout));
  const title = live && editor && editorKind(editor.kind)?.title(editor, live);
  return title ? `${title} – Jobdeck` : "Jobdeck";
}
