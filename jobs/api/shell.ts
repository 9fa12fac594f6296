import type { ShownTheme } from "../model/theme.ts";

/** The little that the window gets from Electron besides its port. Set up by the preload as `window.jobdeckShell`. */
export type WindowTarget =
  | { readonly view: "jobs" }
  /** `part`: what is to be open in it. */
  | { readonly view: "job"; readonly taskId: string; readonly part?: "run-with" }
  | { readonly view: "run"; readonly runId: string }
  | { readonly view: "settings"; readonly group?: string };

/** What a page cannot do by itself: with the text that has the focus, with its window, with the program. */
export const shellActions = [
  "undo",
  "redo",
  "cut",
  "copy",
  "paste",
  "selectAll",
  "zoomIn",
  "zoomOut",
  "zoomReset",
  "closeWindow",
  "quit",
  "showHostLog",
] as const;
export type ShellAction = (typeof shellActions)[number];

/** A line of the system's own menu bar, which there is on macOS only. */
export type NativeMenuEntry =
  | { readonly kind: "separator" }
  | {
      readonly kind: "command";
      readonly label: string;
      readonly command: string;
      readonly subject?: string;
      /** One stroke as bindings write it, "shift+meta+e"; left out when there is none or more than one. */
      readonly key?: string;
      readonly enabled: boolean;
      readonly checked?: boolean;
    }
  | { readonly kind: "submenu"; readonly label: string; readonly entries: readonly NativeMenuEntry[] };

export type ShellApi = {
  readonly platform: "darwin" | "linux" | "win32";
  /** Calls back for every target that the tray, a notification or a link wants shown; one that came early is kept. */
  readonly onOpen: (listener: (target: WindowTarget) => void) => () => void;
  /** To be told whenever another editor comes to the front: no notification is shown of a run that the user looks at. */
  readonly showing: (target: WindowTarget) => void;
  /** Shows a task file, or with null their folder, in the system's file manager. A name, never a path. */
  readonly showTaskFile: (name: string | null) => void;
  /** Asks the user where to, and writes the log of a run there. */
  readonly saveLog: (runId: string) => void;
  readonly act: (action: ShellAction) => void;
  /** To be told of the theme that the page is drawn in: title bar and menus of the system fit it. */
  readonly themeShown: (theme: ShownTheme) => void;
  /** To be told of a mistake of the page's own, for the host's log. */
  readonly pageFailed: (what: string) => void;
  /** On macOS the system draws the menu bar: to be told of it whenever it has changed. */
  readonly setMenuBar: (menus: readonly NativeMenuEntry[]) => void;
  /** Calls back for every command that was chosen in the system's menu bar. */
  readonly onCommand: (listener: (command: string, subject: string | undefined) => void) => void;
};

/**
 * The window message that carries the MessagePort of the contract; `event.ports[0]` is the port. It arrives once per load,
 * after `DOMContentLoaded`.
 */
export const portMessage = "jobdeck:port";
