import { isFinal } from "../../../jobs/model/run-state.ts";
import { copyAndTell } from "../../components/copy-text.ts";
import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";

export function runCommands(app: App): readonly Command[] {
  return [
    {
      id: "runs.show",
      title: "Show runs",
      keys: "mod+shift+h",
      run: () => app.layout.update((layout) => ({ ...layout, activity: "runs", sideBarVisible: true })),
    },
    {
      id: "runs.open",
      title: "Open",
      needsSubject: true,
      run: (runId) => {
        if (runId !== undefined) app.open({ kind: "run", id: runId });
      },
    },
    {
      id: "runs.openToSide",
      title: "Open to the side",
      needsSubject: true,
      run: (runId) => {
        if (runId !== undefined) app.open({ kind: "run", id: runId }, { toSide: true });
      },
    },
    {
      id: "runs.copyId",
      title: "Copy id",
      needsSubject: true,
      run: (runId) => copyAndTell(app, runId, "The id"),
    },
    {
      id: "runs.showAll",
      title: "Show all runs as a table",
      icon: "open-preview",
      run: () => {
        app.open({ kind: "runs", id: "" });
        requestAnimationFrame(() =>
          document.querySelector<HTMLInputElement>(".runs-filter-bar .filter-input")?.focus(),
        );
      },
    },
    {
      id: "runs.cancel",
      title: "Cancel",
      needsSubject: true,
      icon: "debug-stop",
      enabled: (runId) => isActive(app, runId),
      run: async (runId) => {
        if (runId !== undefined) await app.client().runs.cancel({ runId });
      },
    },
    {
      id: "runs.retry",
      title: "Run again",
      needsSubject: true,
      icon: "debug-restart",
      run: async (runId) => {
        if (runId === undefined) return;
        const run = await app.client().runs.retry({ runId });
        app.open({ kind: "run", id: run.id }, { preview: true });
      },
    },
  ];
}

/** Whether the host says that it is still under way. What waits in the queue is not known here, and may be cancelled too. */
function isActive(app: App, runId: string | undefined): boolean {
  const ended = app.live()?.jobs.some(({ last }) => last !== null && last.id === runId && isFinal(last.status));
  return ended !== true;
}
