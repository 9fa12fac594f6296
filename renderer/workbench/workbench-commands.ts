import type { App } from "./app.ts";
import type { Command } from "./commands.ts";
import { focusPart, isInEditor, type Part, stepPart } from "./focus.ts";
import { closeEditor, editorKey, type Layout, openEditor, selectActivity, stepEditor } from "./layout.ts";

/** What the workbench itself can do, whatever views there are. */
export function workbenchCommands(app: App): readonly Command[] {
  const { layout } = app;
  const focusSoon = (part: Part) => requestAnimationFrame(() => void focusPart(document, part));
  /** Changes which editor is shown; the focus goes along when it was in the one before. */
  const changeEditor = (change: (known: Layout) => Layout) => {
    const follow = isInEditor(document);
    layout.update(change);
    if (follow) focusSoon("editor");
  };

  return [
    {
      id: "workbench.toggleSideBar",
      title: "Toggle side bar",
      keys: "mod+b",
      run: () => layout.update((known) => ({ ...known, sideBarVisible: !known.sideBarVisible })),
    },
    {
      id: "workbench.togglePanel",
      title: "Toggle panel",
      keys: "mod+j",
      run: () => layout.update((known) => ({ ...known, panelVisible: !known.panelVisible, panelMaximised: false })),
    },
    {
      id: "workbench.toggleMaximisedPanel",
      title: "Toggle maximised panel",
      run: () => layout.update((known) => ({ ...known, panelVisible: true, panelMaximised: !known.panelMaximised })),
    },
    {
      id: "workbench.selectActivity",
      title: "Show side bar",
      needsSubject: true,
      run: (activity) => {
        if (activity !== undefined) layout.update((known) => selectActivity(known, activity));
      },
    },
    {
      id: "workbench.closeEditor",
      title: "Close",
      keys: "mod+w",
      run: (key) => {
        const closing = key ?? layout.get().active;
        if (closing !== null) changeEditor((known) => closeEditor(known, closing));
      },
    },
    {
      id: "workbench.keepEditor",
      title: "Keep open",
      run: (key) => {
        const editor = layout.get().editors.find((each) => editorKey(each) === (key ?? layout.get().active));
        if (editor) layout.update((known) => openEditor(known, editor, { preview: false }));
      },
    },
    {
      id: "workbench.nextEditor",
      title: "Next editor",
      keys: "mod+pagedown",
      run: () => changeEditor((known) => stepEditor(known, 1)),
    },
    {
      id: "workbench.previousEditor",
      title: "Previous editor",
      keys: "mod+pageup",
      run: () => changeEditor((known) => stepEditor(known, -1)),
    },
    {
      id: "workbench.focusSideBar",
      title: "Focus side bar",
      keys: "mod+0",
      run: () => {
        layout.update((known) => ({ ...known, sideBarVisible: true }));
        focusSoon("side-bar");
      },
    },
    { id: "workbench.focusEditor", title: "Focus editor", keys: "mod+1", run: () => focusSoon("editor") },
    { id: "workbench.nextPart", title: "Next part of the window", keys: "f6", run: () => stepPart(document, 1) },
    {
      id: "workbench.previousPart",
      title: "Previous part of the window",
      keys: "shift+f6",
      run: () => stepPart(document, -1),
    },
    {
      id: "engine.pause",
      title: "Pause all jobs",
      icon: "debug-pause",
      enabled: () => app.live()?.engine.paused === false,
      run: async () => void (await app.client().engine.pause({})),
    },
    {
      id: "engine.resume",
      title: "Resume all jobs",
      icon: "play",
      enabled: () => app.live()?.engine.paused === true,
      run: async () => void (await app.client().engine.resume({})),
    },
  ];
}
