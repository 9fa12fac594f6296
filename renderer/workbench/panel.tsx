import { createContext, type ReactNode, use, useState } from "react";
import { createPortal } from "react-dom";
import { Action } from "../components/action.tsx";
import { moveFocus } from "../components/roving.ts";
import { ViewBoundary } from "../components/view-boundary.tsx";
import { useStore } from "../state/store.ts";
import { useApp, useLive } from "./app-context.tsx";
import type { PanelKind } from "./view.ts";

const ToolbarContext = createContext<HTMLElement | null>(null);

/** Puts a panel's own controls into the row of the panel's tabs. */
export function PanelToolbar({ children }: { readonly children: ReactNode }) {
  const place = use(ToolbarContext);
  return place && createPortal(children, place);
}

type PanelProps = {
  /** Pixels; null to fill the whole area. */
  readonly height: number | null;
  /** What changes the height. */
  readonly sash: ReactNode;
};

/** The part at the foot: the log, the problems. */
export function Panel({ height, sash }: PanelProps) {
  const { layout, views } = useApp();
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  const selected = useStore(layout, (known) => known.panel);
  const maximised = useStore(layout, (known) => known.panelMaximised);
  const panels = views.flatMap((view) => view.panels ?? []);
  const panel = panels.find((each) => each.id === selected) ?? panels[0];
  if (!panel) return null;
  return (
    <section
      className={height === null ? "panel is-maximised" : "panel"}
      data-part="panel"
      aria-label="Panel"
      style={height === null ? {} : { height }}
    >
      {sash}
      <div className="panel-head">
        <div
          className="panel-tabs"
          role="tablist"
          aria-label="Panel"
          onKeyDown={(event) => {
            const id = moveFocus(event, "[role=tab]", "horizontal")?.dataset.panel;
            if (id) layout.update((known) => ({ ...known, panel: id }));
          }}
        >
          {panels.map((each) => (
            <PanelTab key={each.id} panel={each} selected={each === panel} />
          ))}
        </div>
        <div className="panel-toolbar" ref={setToolbar} />
        <div className="actions">
          <Action
            command="workbench.toggleMaximisedPanel"
            icon={maximised ? "chevron-down" : "chevron-up"}
            pressed={maximised}
          />
          <Action command="workbench.togglePanel" icon="close" label="Hide panel" />
        </div>
      </div>
      <div className="panel-body" role="tabpanel" id="panel-body" aria-labelledby={`panel-tab-${panel.id}`}>
        <ToolbarContext value={toolbar}>
          <ViewBoundary what={panel.title} shown={panel.id}>
            <panel.Component />
          </ViewBoundary>
        </ToolbarContext>
      </div>
    </section>
  );
}

function PanelTab({ panel, selected }: { readonly panel: PanelKind; readonly selected: boolean }) {
  const { layout } = useApp();
  const badge = useLive((live) => panel.badge?.(live) ?? 0);
  return (
    <button
      type="button"
      role="tab"
      className={selected ? "panel-tab is-active" : "panel-tab"}
      id={`panel-tab-${panel.id}`}
      data-panel={panel.id}
      aria-selected={selected}
      aria-controls={selected ? "panel-body" : undefined}
      tabIndex={selected ? 0 : -1}
      onClick={() => layout.update((known) => ({ ...known, panel: panel.id }))}
    >
      <span className="panel-tab-title">{panel.title}</span>
      {badge > 0 && <span className="badge">{badge}</span>}
    </button>
  );
}
