import type { WindowTarget } from "../../jobs/api/shell.ts";
import type { Readable } from "../state/store.ts";
import { currentEditor, type Layout } from "./layout.ts";

/** Says what the window shows, at once and with every change: no notification is shown of a run that is looked at. */
export function reportShown(layout: Readable<Layout>, tell: (target: WindowTarget) => void): void {
  let last = "";
  const report = () => {
    const target = shownTarget(layout.get());
    const text = JSON.stringify(target);
    if (text === last) return;
    last = text;
    tell(target);
  };
  layout.subscribe(report);
  report();
}

export function shownTarget(layout: Layout): WindowTarget {
  const editor = currentEditor(layout);
  switch (editor?.kind) {
    case "job":
      return { view: "job", taskId: editor.id };
    case "run":
      return { view: "run", runId: editor.id };
    case "settings":
      return { view: "settings" };
    default:
      return { view: "jobs" };
  }
}
