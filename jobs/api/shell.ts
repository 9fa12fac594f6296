/** The little that the window gets from Electron besides its port. Set up by the preload as `window.jobdeckShell`. */
export type WindowTarget =
  | { readonly view: "jobs" }
  | { readonly view: "job"; readonly taskId: string }
  | { readonly view: "run"; readonly runId: string }
  | { readonly view: "settings"; readonly group?: string };

export type ShellApi = {
  readonly platform: "darwin" | "linux" | "win32";
  /** Calls back for every target that the tray, a notification or a link wants shown; one that came early is kept. */
  readonly onOpen: (listener: (target: WindowTarget) => void) => () => void;
  /** To be told whenever another editor comes to the front: no notification is shown of a run that the user looks at. */
  readonly showing: (target: WindowTarget) => void;
  /** Shows a task file, or with null their folder, in the system's file manager. A name, never a path. */
  readonly showTaskFile: (name: string | null) => void;
};

/**
 * The window message that carries the MessagePort of the contract; `event.ports[0]` is the port. It arrives once per load,
 * after `DOMContentLoaded`.
 */
export const portMessage = "jobdeck:port";
