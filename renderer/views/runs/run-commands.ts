import { lineIdOf } from "../../../jobs/model/lines.ts";
import { copyAndTell } from "../../components/copy-text.ts";
import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";
import { runWithOpen } from "./run-with-open.ts";

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
      id: "runs.openJob",
      title: "Open job",
      needsSubject: true,
      run: async (runId) => {
        const live = app.live();
        if (runId === undefined || !live) return;
        const run = await app.client().runs.get({ runId });
        app.open({ kind: "job", id: lineIdOf(live, run) });
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
    {
      id: "runs.runWith",
      title: "Run again with payload…",
      needsSubject: true,
      icon: "run-above",
      run: (runId) => {
        if (runId === undefined) return;
        app.open({ kind: "run", id: runId });
        runWithOpen(app, runId).set(true);
      },
    },
  ];
}
