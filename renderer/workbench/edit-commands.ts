import type { ShellAction } from "../../jobs/api/shell.ts";
import { commandWords } from "../../jobs/model/command-words.ts";
import { counted } from "../format/number.ts";
import type { App } from "./app.ts";
import type { Command } from "./commands.ts";

/** What the window does with text, with itself and with the program: all through Electron, as a page may do none of it. */
export function editCommands(app: App): readonly Command[] {
  const act = (id: string, title: string, action: ShellAction, more: Partial<Command> = {}): Command => ({
    ...{ id, title, enabled: () => app.act !== null },
    run: () => app.act?.(action),
    ...more,
  });
  return [
    act("edit.undo", "Undo", "undo", { systemKeys: "mod+z" }),
    act("edit.redo", "Redo", "redo", { systemKeys: "mod+shift+z" }),
    act("edit.cut", "Cut", "cut", { systemKeys: "mod+x" }),
    act("edit.copy", "Copy", "copy", { systemKeys: "mod+c" }),
    act("edit.paste", "Paste", "paste", { systemKeys: "mod+v" }),
    act("edit.selectAll", "Select all", "selectAll", { systemKeys: "mod+a" }),
    act("workbench.zoomIn", "Zoom in", "zoomIn", { keys: ["mod+numpad_add", "mod+shift+=", "mod+="] }),
    act("workbench.zoomOut", "Zoom out", "zoomOut", { keys: ["mod+numpad_subtract", "mod+-"] }),
    act("workbench.zoomReset", "Reset zoom", "zoomReset", { keys: ["mod+numpad0", "mod+0"] }),
    act("workbench.closeWindow", "Close window", "closeWindow", { keys: "mod+shift+w" }),
    act("workbench.quit", `${commandWords.quit} Jobdeck`, "quit", {
      keys: "mod+q",
      run: async () => {
        if (await mayQuit(app)) app.act?.("quit");
      },
    }),
    { id: "workbench.reload", title: "Reload window", run: () => app.reconnect() },
    {
      id: "workbench.about",
      title: "About Jobdeck",
      run: async () => void (await app.dialogs.confirm(about(app))),
    },
  ];
}

/** Runs that are active would be stopped: that is the user's to decide. */
async function mayQuit(app: App): Promise<boolean> {
  const engine = app.live()?.engine;
  if (engine?.kind !== "desktop" || engine.activeRuns === 0) return true;
  return app.dialogs.confirm({
    severity: "warning",
    title: "Quit Jobdeck?",
    message: `${counted(engine.activeRuns, "run")} would be stopped, and no job starts until Jobdeck runs again. To go on in the background, close the window instead.`,
    confirm: commandWords.quit,
  });
}

function about(app: App) {
  const engine = app.live()?.engine;
  const message = engine
    ? `Version ${engine.version}. Your jobs and their history are in ${engine.home}; the host is process ${engine.pid} and keeps them in SQLite.`
    : "The host of your jobs is not connected.";
  return { severity: "info", title: "Jobdeck", message, confirm: "OK", decline: null } as const;
}
