import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { ShellAction, ShellApi, WindowTarget } from "../../jobs/api/shell.ts";
import { createTimeFormats, type TimeFormats } from "../format/time.ts";
import { explain } from "../state/errors.ts";
import type { Live } from "../state/live.ts";
import type { Session } from "../state/session.ts";
import { createStore, type Readable, type Store } from "../state/store.ts";
import type { Ticker } from "../state/ticker.ts";
import type { ColorTheme } from "./color-theme.ts";
import { type Commands, createCommands } from "./commands.ts";
import { createDialogs, type Dialogs } from "./dialogs.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { editCommands } from "./edit-commands.ts";
import type { EditorInput } from "./editor-group.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import { readContext } from "./keys/context-keys.ts";
import { createKeyboard, type Keyboard } from "./keys/keyboard.ts";
import type { Platform } from "./keys/strokes.ts";
import { createUsersKeys, type UsersKeys } from "./keys/users-keys.ts";
import { type Layout, openEditor, pinEditors } from "./layout.ts";
import { createLayoutStore, type LayoutStorage } from "./layout-store.ts";
import { createMenus, type Menus } from "./menus/menu-model.ts";
import type { OpenMenu } from "./menus/open-menu.ts";
import { settingsMenus, workbenchMenus } from "./menus/workbench-menus.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createQuickOpen, type QuickOpen, quickOpenCommands } from "./quick-open.ts";
import type { EditorKind, View } from "./view.ts";
import { workbenchCommands } from "./workbench-commands.ts";

/** Everything that the parts of the window share. Made once, in `main.tsx`. */
export type App = {
  readonly session: Session;
  readonly ticker: Ticker;
  readonly layout: Store<Layout>;
  readonly commands: Commands;
  readonly keyboard: Keyboard;
  /** The user's own keys, and their file. */
  readonly usersKeys: UsersKeys;
  readonly menus: Menus;
  /** The context menu that is open; null while none is. */
  readonly contextMenu: Store<OpenMenu | null>;
  readonly notices: Notices;
  readonly dialogs: Dialogs;
  readonly quickOpen: QuickOpen;
  readonly theme: ColorTheme;
  /** True while the list of colour themes is open. */
  readonly choosingTheme: Store<boolean>;
  readonly views: readonly View[];
  readonly times: TimeFormats;
  /** What editors have read, kept as long as their tabs are open. */
  readonly kept: Keeper;
  /** What was typed in editors and is not saved. */
  readonly drafts: Drafts;
  /** Grows whenever everything that was read has to be read again. */
  readonly generation: Readable<number>;
  /** A wish to see one part of an editor that is shown: the group of the settings, the schedule of a job. */
  readonly reveal: Store<Reveal | null>;
  /** The client of the host. Throws while there is none. */
  readonly client: () => JobdeckClient;
  /** What is known of the host; null before the first picture. */
  readonly live: () => Live | null;
  readonly open: (input: EditorInput, options?: OpenOptions) => void;
  readonly editorKind: (kind: string) => EditorKind | undefined;
  /** Shows what the tray, a notification or a link asked for. */
  readonly show: (target: WindowTarget) => void;
  /** Starts the window anew, which asks for a new connection. */
  readonly reconnect: () => void;
  /** In the system's file manager; null: the folder of the user's task files. */
  readonly showTaskFile: (name: string | null) => void;
  /** Asks where to, and writes the log of a run to a file; null where there is no system to ask. */
  readonly saveLog: ShellApi["saveLog"] | null;
  /** What a page cannot do by itself; null in a plain browser. */
  readonly act: ((action: ShellAction) => void) | null;
  /** Hands the menu bar to the system, which draws it on macOS; null in a plain browser. */
  readonly setMenuBar: ShellApi["setMenuBar"] | null;
};

export type OpenOptions = {
  /** In a tab that the next preview takes. Default: false. */
  readonly preview?: boolean;
  /** In the group beside the current one. Default: false. */
  readonly toSide?: boolean;
};

export type Reveal = { readonly editor: string; readonly part: string };

export type AppOptions = {
  readonly session: Session;
  readonly ticker: Ticker;
  readonly views: readonly View[];
  readonly storage: LayoutStorage;
  /** Where what is typed and not saved outlives the window. */
  readonly draftStorage: LayoutStorage;
  readonly reconnect: () => void;
  /** What Electron offers; undefined in a plain browser. */
  readonly shell: ShellApi | undefined;
  /** The element that has the focus. */
  readonly focused: () => Element | null;
  /** Draws the page in the user's colours; told whom to tell of a theme that cannot be read. */
  readonly makeTheme: (onError: (error: unknown) => void) => ColorTheme;
};

/** Puts the window together: the views bring their editors and commands, the workbench its own. */
export function createApp(options: AppOptions): App {
  const { session, ticker, views, storage, reconnect, shell } = options;
  const platform: Platform = shell?.platform ?? "linux";
  const editors = new Map(views.flatMap((view) => view.editors ?? []).map((editor) => [editor.kind, editor]));
  const layout = createLayoutStore({ storage, kinds: new Set(editors.keys()) });
  const notices = createNotices();
  const kept = createKeeper();
  const drafts = createDrafts(options.draftStorage);
  drafts.subscribe(() => layout.update((known) => pinEditors(known, drafts.isDirty)));
  const generation = createStore(0);
  const reveal = createStore<Reveal | null>(null);
  const commands = createCommands({
    platform,
    onError: (command, error) => notices.error(`${command.title}: ${explain(error)}`),
  });

  const context = () =>
    readContext({ focused: options.focused(), layout: layout.get(), live: session.state.get().live, platform });

  const open: App["open"] = (input, { preview = false, toSide = false } = {}) =>
    layout.update((known) => openEditor(known, input, { preview, toSide }));

  const app: App = {
    session,
    ticker,
    layout,
    commands,
    keyboard: createKeyboard({
      platform,
      bindings: commands.bindings.get,
      context,
      run: commands.execute,
      timers: globalThis,
    }),
    usersKeys: createUsersKeys({ session: session.state, commands, onProblems: session.noteKeyProblems }),
    menus: createMenus({ commands, context }),
    contextMenu: createStore<OpenMenu | null>(null),
    notices,
    dialogs: createDialogs(),
    quickOpen: createQuickOpen(),
    theme: options.makeTheme((error) => notices.error(`The colour theme could not be read: ${explain(error)}`)),
    choosingTheme: createStore(false),
    views,
    times: createTimeFormats(),
    kept,
    drafts,
    generation,
    reveal,
    client: () => clientOf(session.state),
    live: () => session.state.get().live,
    open,
    editorKind: (kind) => editors.get(kind),
    show: (target) => showTarget(app, target),
    reconnect,
    showTaskFile: (name) => shell?.showTaskFile(name),
    saveLog: shell?.saveLog ?? null,
    act: shell?.act ?? null,
    setMenuBar: shell?.setMenuBar ?? null,
  };
  forgetWhenOver(session, () => {
    kept.drop("");
    generation.update((known) => known + 1);
  });
  commands.register(workbenchCommands(app));
  commands.register(quickOpenCommands(app));
  commands.register(editCommands(app));
  for (const view of views) commands.register(view.commands?.(app) ?? []);
  app.menus.register([...workbenchMenus(app), ...settingsMenus(views)]);
  for (const view of views) app.menus.register(view.menus?.(app) ?? []);
  // What the system's menu bar says is looked up: the page runs what it knows, and nothing else.
  shell?.onCommand((command, subject) => {
    if (commands.get(command)) commands.execute(command, subject);
  });
  return app;
}

/** What was read from one host is nothing to another, and what was read of the demo is gone with it. */
function forgetWhenOver(session: Session, forget: () => void): void {
  let { client, live } = session.state.get();
  session.state.subscribe(() => {
    const next = session.state.get();
    const demoOver = live?.engine.demo === true && next.live?.engine.demo === false;
    const otherHost = next.client !== client;
    ({ client, live } = next);
    if (demoOver || otherHost) forget();
    // A failure shows itself: the session says that the host was lost.
    if (demoOver) session.refresh().catch(() => undefined);
  });
}

function clientOf(state: Readable<{ readonly client: JobdeckClient | null }>): JobdeckClient {
  const { client } = state.get();
  if (!client) throw new Error("There is no connection to the host of your jobs yet.");
  return client;
}

function showTarget(app: App, target: WindowTarget): void {
  switch (target.view) {
    case "jobs":
      app.layout.update((layout) => ({ ...layout, activity: "jobs", sideBarVisible: true }));
      break;
    case "job":
      app.open({ kind: "job", id: target.taskId });
      if (target.part !== undefined) app.reveal.set({ editor: `job:${target.taskId}`, part: target.part });
      break;
    case "run":
      app.open({ kind: "run", id: target.runId });
      app.layout.update((layout) => ({ ...layout, panel: "log", panelVisible: true }));
      break;
    case "settings":
      app.open({ kind: "settings", id: "" });
      if (target.group !== undefined) app.reveal.set({ editor: "settings:", part: target.group });
      break;
  }
}
