import type { ComponentType } from "react";
import type { Live } from "../state/live.ts";
import type { Readable } from "../state/store.ts";
import type { App } from "./app.ts";
import type { Command } from "./commands.ts";
import type { OpenEditor } from "./editor-group.ts";
import type { MenuItem } from "./menus/menu-model.ts";
import type { QuickItem } from "./quick-open.ts";

/** A place in the activity bar with the side bar that it shows. */
export type Activity = {
  readonly title: string;
  readonly icon: string;
  readonly SideBar: ComponentType;
  /** Buttons beside the side bar's title: ids of commands, or buttons of the view's own. */
  readonly actions?: readonly (string | ComponentType)[];
};

/** A place in the activity bar that opens an editor and leaves the side bar as it is. */
export type Launcher = { readonly title: string; readonly icon: string; readonly command: string };

/** What an editor tab can show. `id` is the subject, for example a run's id; empty where there is only one. */
export type EditorKind = {
  readonly kind: string;
  readonly icon: string;
  readonly title: (editor: OpenEditor, live: Live) => string;
  readonly Component: ComponentType<{ readonly id: string }>;
  /** The run whose log belongs to what is shown; null when there is none. */
  readonly logRun?: (id: string, live: Live) => string | null;
  /** The runs that are selected in it: the log of the only one is shown. */
  readonly selectedRuns?: (app: App) => Readable<readonly { readonly id: string }[]>;
};

/** A tab of the bottom panel. */
export type PanelKind = {
  readonly id: string;
  readonly title: string;
  readonly Component: ComponentType;
  readonly badge?: (live: Live) => number;
};

/**
 * Everything that a view brings to the workbench. A view is a folder with one `view.tsx` that exports this, and a line in
 * `views/all-views.ts`.
 */
export type View = {
  readonly id: string;
  readonly activity?: Activity;
  readonly launcher?: Launcher;
  readonly editors?: readonly EditorKind[];
  readonly panels?: readonly PanelKind[];
  /** An entry of the status bar. */
  readonly Status?: ComponentType;
  /** What it finds for a text that is typed in the quick open. */
  readonly find?: (app: App, typed: string, signal: AbortSignal) => Promise<readonly QuickItem[]>;
  /** What it can do, with its default keys: all of it is in the list of commands and in the keyboard shortcuts. */
  readonly commands?: (app: App) => readonly Command[];
  /** Lines of the menu bar and of context menus. They name commands; nothing is said twice. */
  readonly menus?: (app: App) => readonly MenuItem[];
  /** The groups of settings that say how it behaves: its activity offers them in its context menu. */
  readonly settings?: readonly string[];
};
