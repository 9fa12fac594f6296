import type { App } from "./app.ts";
import { focusOpened, focusPart, type Part } from "./focus.ts";
import { currentTab, type Layout } from "./layout.ts";

/** The part that a change of the layout leads to: another editor, else a side bar or a panel that was not shown. Pure. */
export function ledTo(before: Layout, after: Layout): Part | null {
  const [left, tab] = [currentTab(before), currentTab(after)];
  if (tab && (tab.key !== left?.key || tab.group !== left.group)) return "editor";
  const hasSideBar = after.sideBarVisible && (!before.sideBarVisible || before.activity !== after.activity);
  if (hasSideBar) return "side-bar";
  const hasPanel = after.panelVisible && (!before.panelVisible || before.panel !== after.panel);
  return hasPanel ? "panel" : null;
}

type Followed = {
  readonly run: () => void;
  /** Where the focus goes however the layout changes; null: where it leads to, if anywhere. */
  readonly to: Part | null;
};

/** Does something and takes the focus to where it leads, unless that has moved the focus by itself. */
export function followFocus({ layout }: Pick<App, "layout">, { run, to }: Followed): void {
  const [before, focused] = [layout.get(), document.activeElement];
  run();
  // What was opened is drawn by then.
  requestAnimationFrame(() => {
    const part = to ?? ledTo(before, layout.get());
    if (part === null || document.activeElement !== focused) return;
    if (part === "editor") focusOpened(document);
    else focusPart(document, part);
  });
}
