import { describe, expect, it } from "vitest";
import type { WindowTarget } from "../../../jobs/api/shell.ts";
import { createStore } from "../../../renderer/state/store.ts";
import { initialLayout, openEditor, resizeSideBar } from "../../../renderer/workbench/layout.ts";
import { reportShown } from "../../../renderer/workbench/report-shown.ts";

describe("reportShown", () => {
  it("says what is shown at once and whenever it is something else", () => {
    const layout = createStore(initialLayout);
    const told: WindowTarget[] = [];
    reportShown(layout, (target) => told.push(target));
    layout.update((known) => openEditor(known, { kind: "run", id: "41c7" }, { preview: true }));
    layout.update((known) => resizeSideBar(known, 200));
    layout.update((known) => openEditor(known, { kind: "job", id: "sync-s3" }, { preview: true }));
    layout.update((known) => openEditor(known, { kind: "settings", id: "" }, { preview: false }));
    expect(told).toEqual([
      { view: "jobs" },
      { view: "run", runId: "41c7" },
      { view: "job", taskId: "sync-s3" },
      { view: "settings" },
    ]);
  });
});
