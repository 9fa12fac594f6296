import type { Store } from "../state/store.ts";
import type { Command } from "./commands.ts";
import { editorKey } from "./editor-group.ts";
import {
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
};

/** What can be done with tabs and groups of them. Subjects are tabs; by default the one that the user is in. */
export function editorCommands({ layout, changeEditor }: EditorCommandsOptions): readonly Command[] {
  const tabOf = (subject: string | undefined): TabRef | undefined =>
    subject === undefined ? currentTab(layout.get()) : parseTab(subject);
  const isOpen = () => currentTab(layout.get()) !== undefined;

  return [
    {
      id: "workbench.closeEditor",
      title: "Close",
      keys: "mod+w",
      run: (subject) => {
        const tab = tabOf(subject);
        if (tab) changeEditor((known) => closeEditor(known, tab));
      },
    },
    {
      id: "workbench.keepEditor",
      title: "Keep open",
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
      id: "workbench.splitEditor",
      title: "Split editor right",
      icon: "split-horizontal",
      keys: "mod+\\",
      enabled: isOpen,
      run: () => changeEditor(splitEditor),
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

function canMoveRight(layout: Layout): boolean {
  const group = currentGroup(layout);
  if (group.active === null) return false;
  const isLast = group === layout.groups.at(-1);
  return !isLast || (group.editors.length > 1 && layout.groups.length < mostGroups);
}
