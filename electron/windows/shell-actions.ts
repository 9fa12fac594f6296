import type { WebContents } from "electron";
import type { ShellAction } from "../../jobs/api/shell.ts";
import type { ZoomChange } from "./zoom.ts";

export type ShellActorOptions = {
  readonly page: () => Pick<WebContents, "undo" | "redo" | "cut" | "copy" | "paste" | "selectAll"> | null;
  readonly zoom: (change: ZoomChange) => Promise<void>;
  readonly closeWindow: () => void;
  readonly quit: () => void;
  /** In the system's file manager. */
  readonly showHostLog: () => void;
};

/** Does what the page asks for and cannot do itself. Every one of these the user can do by hand as well. */
export function shellActor(options: ShellActorOptions): (action: ShellAction) => void {
  const acts: Readonly<Record<ShellAction, () => void>> = {
    undo: () => options.page()?.undo(),
    redo: () => options.page()?.redo(),
    cut: () => options.page()?.cut(),
    copy: () => options.page()?.copy(),
    paste: () => options.page()?.paste(),
    selectAll: () => options.page()?.selectAll(),
    zoomIn: () => void options.zoom("in"),
    zoomOut: () => void options.zoom("out"),
    zoomReset: () => void options.zoom("reset"),
    closeWindow: options.closeWindow,
    quit: options.quit,
    showHostLog: options.showHostLog,
  };
  return (action) => acts[action]();
}
