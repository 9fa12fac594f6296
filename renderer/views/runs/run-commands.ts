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
  ];
}
