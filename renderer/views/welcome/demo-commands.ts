import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";
import { closeWhere } from "../../workbench/layout.ts";

/** The job that the demo shows. */
const demoTask = "sync-s3";

export function demoCommands(app: App): readonly Command[] {
  return [
    {
      id: "welcome.show",
      title: "Get started",
      icon: "layers",
      run: () => app.open({ kind: "welcome", id: "" }),
    },
    {
      id: "demo.start",
      title: "Try the demo workspace",
      icon: "beaker",
      enabled: () => app.live()?.engine.demo === false,
      run: async () => {
        await app.client().demo.start({ news: true });
        const run = await app.client().jobs.run({ taskId: demoTask });
        app.show({ view: "run", runId: run.id });
      },
    },
    {
      id: "demo.remove",
      title: "Remove demo",
      icon: "trash",
      enabled: () => app.live()?.engine.demo === true,
      run: async () => {
        const agreed = await app.dialogs.confirm({
          severity: "info",
          title: "Remove the demo workspace?",
          message:
            "The stand-ins are stopped and what the demo left is removed: its runs, logs, news and portfolio. Nothing of yours is touched.",
          confirm: "Remove demo",
        });
        if (!agreed) return;
        await app.client().demo.remove({});
        closeRuns(app);
      },
    },
  ];
}

/** The demo's runs are gone; a tab of one of them would only say so. */
function closeRuns(app: App): void {
  app.layout.update((layout) => closeWhere(layout, ({ kind }) => kind === "run"));
}
