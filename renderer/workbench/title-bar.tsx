import { useState } from "react";
import { Action } from "../components/action.tsx";
import { Icon } from "../components/icon.tsx";
import { useClientWidth } from "../components/use-client-width.ts";
import { useStore, useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import { currentEditor } from "./layout.ts";
import { MenuBar } from "./menus/menu-bar.tsx";
import { useNativeMenuBar } from "./menus/native-menu-bar.ts";

/** Below, in pixels, the names of the menus would leave no room for the title. */
const foldsBelow = 560;

/** The top of the window: its menus, a way to everything, what of the window is shown. It can be dragged. */
export function TitleBar() {
  const { layout, commands } = useApp();
  const [bar, setBar] = useState<HTMLElement | null>(null);
  const width = useClientWidth(bar);
  const sideBarVisible = useStore(layout, (known) => known.sideBarVisible);
  const panelVisible = useStore(layout, (known) => known.panelVisible);
  useNativeMenuBar();
  return (
    <header className="title-bar" ref={setBar}>
      <div className="title-bar-start">
        <Icon name="layers" className="title-bar-logo" />
        {commands.platform !== "darwin" && <MenuBar folded={width > 0 && width < foldsBelow} />}
      </div>
      <h1 className="title-bar-title">
        <button
          type="button"
          className="title-bar-search"
          title={commands.hint("workbench.quickOpen")}
          onClick={() => commands.execute("workbench.quickOpen")}
        >
          <Icon name="search" />
          <span className="title-bar-text">
            <Title />
          </span>
        </button>
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
