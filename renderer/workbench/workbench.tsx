import { useEffect } from "react";
import { useStore, useValue } from "../state/store.ts";
import { ActivityBar } from "./activity-bar.tsx";
import { useApp } from "./app-context.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { DiskBanner } from "./disk-banner.tsx";
import { EditorArea } from "./editor-area.tsx";
import { HostLost } from "./host-lost.tsx";
import { panelLimits, resizePanel, resizeSideBar, sideBarLimits } from "./layout.ts";
import { ContextMenu } from "./menus/context-menu.tsx";
import { openMenuFor } from "./menus/open-menu.ts";
import { Panel } from "./panel.tsx";
import { QuickPick } from "./quick-pick.tsx";
import { Sash } from "./sash.tsx";
import { SideBar } from "./side-bar.tsx";
import { StatusBar } from "./status-bar.tsx";
import { ThemePicker } from "./theme-picker.tsx";
import { TitleBar } from "./title-bar.tsx";
import { Toasts } from "./toasts.tsx";
import "./workbench.css";

/** The whole window: VS Code's anatomy. */
export function Workbench() {
  const { session, commands, keyboard, contextMenu, generation: turn } = useApp();
  // Everything that prints keys is drawn anew when they change.
  useValue(commands.bindings);
  const generation = useValue(turn);
  const phase = useStore(session.state, (state) => state.phase);
  const known = useStore(session.state, (state) => state.live !== null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A question or a list that is open is to be answered first.
      if (event.defaultPrevented || document.querySelector("dialog:modal")) return;
      if (keyboard.press(event)) event.preventDefault();
    };
    const askMenu = (event: MouseEvent) => {
      const menu = event.defaultPrevented ? null : openMenuFor(event);
      if (menu === null) return;
      event.preventDefault();
      contextMenu.set(menu);
    };
    window.addEventListener("keydown", press);
    window.addEventListener("contextmenu", askMenu);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("contextmenu", askMenu);
    };
  }, [keyboard, contextMenu]);

  return (
    <div className="workbench">
      <div className="workbench-content" inert={phase === "lost"}>
        <TitleBar />
        {known && <DiskBanner />}
        {known && <DemoBanner />}
        {known ? <Body key={generation} /> : <Starting />}
        {known ? <StatusBar /> : <footer className="status-bar" />}
      </div>
      {phase === "lost" && <HostLost />}
      <Toasts />
      {known && phase !== "lost" && <QuickPick />}
      {known && phase !== "lost" && <ThemePicker />}
      <ConfirmDialog />
      <ContextMenu />
    </div>
  );
}

function Starting() {
  return (
    <div className="workbench-starting" role="status">
      <div className="progress-line" />
      <p className="appears-late">Connecting to the host of your jobs…</p>
    </div>
  );
}

function Body() {
  const { layout } = useApp();
  const { sideBarVisible, sideBarWidth, panelVisible, panelMaximised, panelHeight } = useValue(layout);
  return (
    <div className="workbench-body">
      <ActivityBar />
      {sideBarVisible && (
        <SideBar
          width={sideBarWidth}
          sash={
            <Sash
              label="Width of the side bar"
              orientation="vertical"
              value={sideBarWidth}
              limits={sideBarLimits}
              onResize={(width) => layout.update((known) => resizeSideBar(known, width))}
            />
          }
        />
      )}
      <div className="workbench-main">
        {!(panelVisible && panelMaximised) && <EditorArea />}
        {panelVisible && (
          <Panel
            height={panelMaximised ? null : panelHeight}
            sash={
              <Sash
                label="Height of the panel"
                orientation="horizontal"
                value={panelHeight}
                limits={panelLimits}
                onResize={(height) => layout.update((known) => resizePanel(known, height))}
              />
            }
          />
        )}
      </div>
    </div>
  );
}
