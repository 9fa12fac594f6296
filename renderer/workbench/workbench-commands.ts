import type { App } from "./app.ts";
import type { Command } from "./commands.ts";
import { editorCommands } from "./editor-commands.ts";
import { engineCommands } from "./engine-commands.ts";
import { focusPart, isInEditor, type Part, stepPart } from "./focus.ts";
import { activateGroup, currentTab, type Layout, selectActivity } from "./layout.ts";
import { closeAsked } from "./leave-drafts.ts";

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

  const draftsShown = (): readonly string[] => {
    const tab = currentTab(layout.get());
    return tab ? app.drafts.savableOf(tab.key) : [];
  };

  const focusGroupCommand = (number: number): Command => ({
    id: `workbench.focusEditor${number}`,
    title: `Focus editor group ${number}`,
    keys: `mod+${number}`,
    enabled: () => number === 1 || layout.get().groups.length >= number,
    run: () => {
      const group = layout.get().groups[number - 1];
      if (group) layout.update((known) => activateGroup(known, group.id));
      focusSoon("editor");
    },
  });

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
      keys: ["mod+`", "mod+j"],
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
    ...editorCommands({
      ...{ layout, changeEditor },
      closeEditors: (change) => closeAsked(app, change, changeEditor),
    }),
    {
      id: "workbench.save",
      title: "Save",
      keys: "mod+s",
      enabled: () => draftsShown().length > 0,
      run: async () => void (await app.drafts.save(draftsShown())),
    },
    {
      id: "workbench.focusSideBar",
      title: "Focus side bar",
      keys: "mod+shift+0",
      run: () => {
        layout.update((known) => ({ ...known, sideBarVisible: true }));
        focusSoon("side-bar");
      },
    },
    ...[1, 2, 3].map((number) => focusGroupCommand(number)),
    { id: "workbench.nextPart", title: "Next part of the window", keys: "f6", run: () => stepPart(document, 1) },
    {
      id: "workbench.previousPart",
      title: "Previous part of the window",
      keys: "shift+f6",
      run: () => stepPart(document, -1),
    },
    {
      id: "workbench.showSettings",
      title: "Show a group of settings",
      needsSubject: true,
      run: (group) => app.show(group === undefined ? { view: "settings" } : { view: "settings", group }),
    },
    ...engineCommands(app),
  ];
}
