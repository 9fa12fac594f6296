import type { Store } from "../state/store.ts";
import { closeTabs } from "./close-tabs.ts";
import type { Command } from "./commands.ts";
import { editorKey } from "./editor-group.ts";
import {
  activate,
  closeEditor,
  currentGroup,
  currentTab,
  type Layout,
  mostGroups,
  moveToGroup,
  openEditor,
  splitEditor,
  stepEditor,
} from "./layout.ts";
import { parseTab, type TabRef } from "./tab-ref.ts";

type EditorCommandsOptions = {
  readonly layout: Store<Layout>;
  /** Changes the layout; the focus goes along when it was in an editor. */
  readonly changeEditor: (change: (known: Layout) => Layout) => void;
  /** The same for a change that closes tabs: the user is asked first about what is not saved in them. */
  readonly closeEditors: (change: (known: Layout) => Layout) => Promise<void>;
};

/** What can be done with tabs and groups of them. Subjects are tabs; by default the one that the user is in. */
export function editorCommands({ layout, changeEditor, closeEditors }: EditorCommandsOptions): readonly Command[] {
  const tabOf = (subject: string | undefined): TabRef | undefined =>
    subject === undefined ? currentTab(layout.get()) : parseTab(subject);
  const isOpen = () => currentTab(layout.get()) !== undefined;

  return [
    {
      id: "workbench.closeEditor",
      title: "Close",
      keys: ["mod+f4", "mod+w"],
      enabled: isOpen,
      run: async (subject) => {
        const tab = tabOf(subject);
        if (tab) await closeEditors((known) => closeEditor(known, tab));
      },
    },
    {
      id: "workbench.closeOthers",
      title: "Close others",
      enabled: (subject) => hasOthers(layout.get(), tabOf(subject)),
      run: async (subject) => {
        const tab = tabOf(subject);
        if (tab) await closeEditors((known) => closeTabs(known, tab.group, ({ key }) => key !== tab.key));
      },
    },
    {
      id: "workbench.closeToRight",
      title: "Close to the right",
      enabled: (subject) => isLeftOfOthers(layout.get(), tabOf(subject)),
      run: async (subject) => {
        const tab = tabOf(subject);
        if (!tab) return;
        const at = placeOf(layout.get(), tab);
        await closeEditors((known) => closeTabs(known, tab.group, ({ place }) => place > at));
      },
    },
    {
      id: "workbench.closeAll",
      title: "Close all",
      keys: "mod+k mod+w",
      enabled: isOpen,
      run: () => closeEditors((known) => known.groups.reduce((left, { id }) => closeTabs(left, id, () => true), known)),
    },
    {
      id: "workbench.keepEditor",
      title: "Keep open",
      keys: "mod+k enter",
      enabled: (subject) => {
        const tab = tabOf(subject);
        return tab !== undefined && isPreview(layout.get(), tab);
      },
      run: (subject) => {
        const tab = tabOf(subject);
        const group = layout.get().groups.find(({ id }) => id === tab?.group);
        const editor = group?.editors.find((each) => editorKey(each) === tab?.key);
        if (editor) layout.update((known) => openEditor(known, editor, { preview: false }));
      },
    },
    {
      id: "workbench.nextEditor",
      title: "Next editor",
      keys: ["mod+pagedown", "ctrl+tab"],
      run: () => changeEditor((known) => stepEditor(known, 1)),
    },
    {
      id: "workbench.previousEditor",
      title: "Previous editor",
      keys: ["mod+pageup", "ctrl+shift+tab"],
      run: () => changeEditor((known) => stepEditor(known, -1)),
    },
    {
      id: "workbench.splitEditor",
      title: "Split editor right",
      icon: "split-horizontal",
      keys: "mod+\\",
      enabled: isOpen,
      run: (subject) => {
        const tab = tabOf(subject);
        if (tab) changeEditor((known) => splitEditor(activate(known, tab)));
      },
    },
    {
      id: "workbench.moveEditorRight",
      title: "Move editor into the group on the right",
      keys: "mod+alt+arrowright",
      enabled: () => canMoveRight(layout.get()),
      run: () => changeEditor((known) => moveToGroup(known, 1)),
    },
    {
      id: "workbench.moveEditorLeft",
      title: "Move editor into the group on the left",
      keys: "mod+alt+arrowleft",
      enabled: () => isOpen() && currentGroup(layout.get()) !== layout.get().groups[0],
      run: () => changeEditor((known) => moveToGroup(known, -1)),
    },
  ];
}

function isPreview(layout: Layout, tab: TabRef): boolean {
  const group = layout.groups.find(({ id }) => id === tab.group);
  return group?.editors.some((editor) => editorKey(editor) === tab.key && editor.preview) === true;
}

function placeOf(layout: Layout, tab: TabRef): number {
  const group = layout.groups.find(({ id }) => id === tab.group);
  return group?.editors.findIndex((editor) => editorKey(editor) === tab.key) ?? -1;
}

function hasOthers(layout: Layout, tab: TabRef | undefined): boolean {
  return (layout.groups.find(({ id }) => id === tab?.group)?.editors.length ?? 0) > 1;
}

function isLeftOfOthers(layout: Layout, tab: TabRef | undefined): boolean {
  const count = layout.groups.find(({ id }) => id === tab?.group)?.editors.length ?? 0;
  return tab !== undefined && placeOf(layout, tab) < count - 1;
}

function canMoveRight(layout: Layout): boolean {
  const group = currentGroup(layout);
  if (group.active === null) return false;
  const isLast = group === layout.groups.at(-1);
  return !isLast || (group.editors.length > 1 && layout.groups.length < mostGroups);
}
