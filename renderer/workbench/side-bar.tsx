import type { ReactNode } from "react";
import { Action } from "../components/action.tsx";
import { ViewBoundary } from "../components/view-boundary.tsx";
import { useStore } from "../state/store.ts";
import { useApp } from "./app-context.tsx";

type SideBarProps = {
  /** Pixels. */
  readonly width: number;
  /** What changes the width. */
  readonly sash: ReactNode;
};

/** The list beside the activity bar. */
export function SideBar({ width, sash }: SideBarProps) {
  const { layout, views } = useApp();
  const selected = useStore(layout, (known) => known.activity);
  const view = views.find((each) => each.id === selected && each.activity) ?? views.find((each) => each.activity);
  if (!view?.activity) return null;
  const { title, SideBar: Content, actions = [] } = view.activity;
  return (
    <section className="side-bar" data-part="side-bar" aria-label={title} style={{ width }}>
      <div className="side-bar-title">
        <h2>{title}</h2>
        <div className="actions">
          {actions.map((Own) =>
            typeof Own === "string" ? <Action key={Own} command={Own} hideDisabled /> : <Own key={Own.name} />,
          )}
        </div>
      </div>
      <ViewBoundary what={title} shown={view.id}>
        <Content />
      </ViewBoundary>
      {sash}
    </section>
  );
}
