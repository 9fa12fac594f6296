import {
  activateIn,
  closeIn,
  type EditorGroup,
  type EditorInput,
  editorKey,
  editorOf,
  emptyGroup,
  insertIn,
  labelIn,
  type OpenEditor,
  openIn,
  stepIn,
} from "./editor-group.ts";
import type { TabRef } from "./tab-ref.ts";

export type Layout = {
  readonly activity: string;
  readonly sideBarVisible: boolean;
  readonly sideBarWidth: number;
  readonly panel: string;
  readonly panelVisible: boolean;
  readonly panelMaximised: boolean;
  readonly panelHeight: number;
  /** Side by side, from left to right; at least one, and none empty but when it is the only one. */
  readonly groups: readonly EditorGroup[];
  /** Id of the group that what is opened goes to. */
  readonly activeGroup: number;
};

export const sideBarLimits = { min: 180, max: 600 } as const;
export const panelLimits = { min: 100, max: 900 } as const;
export const groupLimits = { min: 220, max: 4_000 } as const;
/** More would be too narrow to read. */
export const mostGroups = 3;

export const initialLayout: Layout = {
  activity: "jobs",
  sideBarVisible: true,
  sideBarWidth: 318,
  panel: "log",
  panelVisible: true,
  panelMaximised: false,
  panelHeight: 220,
  groups: [emptyGroup(1)],
  activeGroup: 1,
};

/** The group that what is opened goes to. */
export function currentGroup(layout: Layout): EditorGroup {
  return layout.groups.find(({ id }) => id === layout.activeGroup) ?? layout.groups[0] ?? emptyGroup(1);
}

/** The editor that the user is in; undefined when none is open. */
export function currentEditor(layout: Layout): OpenEditor | undefined {
  const group = currentGroup(layout);
  return editorOf(group, group.active);
}

/** The tab that the user is in; undefined when none is open. */
export function currentTab(layout: Layout): TabRef | undefined {
  const { id, active } = currentGroup(layout);
  return active === null ? undefined : { group: id, key: active };
}

/**
 * Shows an editor: where it is open already, else in the current group, or to the side of it.
 *
 * @param toSide in the next group, which is made when there is none
 */
export function openEditor(
  layout: Layout,
  input: EditorInput,
  { preview, toSide = false }: { readonly preview: boolean; readonly toSide?: boolean },
): Layout {
  const key = editorKey(input);
  const current = currentGroup(layout);
  if (toSide && current.active !== null)
    return inNextGroup(layout, (group) => openIn(group, input, { preview: false }));
  const home = editorOf(current, key) ? current : layout.groups.find((group) => editorOf(group, key));
  return inGroup(layout, home?.id ?? current.id, (group) => openIn(group, input, { preview }));
}

export function activate(layout: Layout, { group, key }: TabRef): Layout {
  if (!layout.groups.some((each) => each.id === group && editorOf(each, key))) return layout;
  return inGroup(layout, group, (known) => activateIn(known, key));
}

/** Goes to a group; what it shows stays. */
export function activateGroup(layout: Layout, id: number): Layout {
  return layout.activeGroup !== id && layout.groups.some((group) => group.id === id)
    ? { ...layout, activeGroup: id }
    : layout;
}

export function closeEditor(layout: Layout, { group, key }: TabRef): Layout {
  const groups = layout.groups.map((each) => (each.id === group ? closeIn(each, key) : each));
  return withoutEmptyGroups(layout, groups);
}

/** Closes every tab that is of no use any more. */
export function closeWhere(layout: Layout, isOver: (editor: OpenEditor) => boolean): Layout {
  const groups = layout.groups.map((group) =>
    group.editors.filter(isOver).reduce((known, editor) => closeIn(known, editorKey(editor)), group),
  );
  return withoutEmptyGroups(layout, groups);
}

/** Shows what is shown once more, to the side. */
export function splitEditor(layout: Layout): Layout {
  const editor = currentEditor(layout);
  return editor ? inNextGroup(layout, (group) => openIn(group, editor, { preview: false })) : layout;
}

/** Takes a tab, lasting from now on, to a place in the row of a group, counted before it is taken from where it was. */
export function moveEditor(
  layout: Layout,
  from: TabRef,
  to: { readonly group: number; readonly place: number },
): Layout {
  const source = layout.groups.find(({ id }) => id === from.group);
  const editor = source && editorOf(source, from.key);
  if (!editor || !layout.groups.some(({ id }) => id === to.group)) return layout;
  const cleared =
    from.group === to.group
      ? layout.groups
      : layout.groups.map((each) => (each === source ? closeIn(each, from.key) : each));
  const groups = cleared.map((each) =>
    each.id === to.group ? insertIn(each, { ...editor, preview: false }, to.place) : each,
  );
  return withoutEmptyGroups({ ...layout, activeGroup: to.group }, groups);
}

/** Takes the shown tab to the group on the right (1) or left (-1); to the right a group is made when there is none. */
export function moveToGroup(layout: Layout, step: 1 | -1): Layout {
  const tab = currentTab(layout);
  const source = currentGroup(layout);
  if (!tab) return layout;
  const next = layout.groups[layout.groups.indexOf(source) + step];
  if (next) return moveEditor(layout, tab, { group: next.id, place: next.editors.length });
  if (step === -1 || source.editors.length === 1 || layout.groups.length === mostGroups) return layout;
  return closeEditor(splitEditor(layout), tab);
}

/** Makes the tabs of editors lasting: what is typed in one is not replaced by the next preview. */
export function pinEditors(layout: Layout, isPinned: (key: string) => boolean): Layout {
  const isDue = (editor: OpenEditor) => editor.preview && isPinned(editorKey(editor));
  if (!layout.groups.some(({ editors }) => editors.some(isDue))) return layout;
  const groups = layout.groups.map((group) => ({
    ...group,
    editors: group.editors.map((editor) => (isDue(editor) ? { ...editor, preview: false } : editor)),
  }));
  return { ...layout, groups };
}

/** Gives the tabs of an editor their label. */
export function labelEditor(layout: Layout, key: string, label: string): Layout {
  const groups = layout.groups.map((group) => labelIn(group, key, label));
  return groups.every((group, index) => group === layout.groups[index]) ? layout : { ...layout, groups };
}

/** The tab before (-1) or after (1) the shown one in its group, round the ends. */
export function stepEditor(layout: Layout, step: 1 | -1): Layout {
  return inGroup(layout, layout.activeGroup, (group) => stepIn(group, step));
}

function inGroup(layout: Layout, id: number, change: (group: EditorGroup) => EditorGroup): Layout {
  const groups = layout.groups.map((group) => (group.id === id ? change(group) : group));
  return { ...layout, groups, activeGroup: id, panelMaximised: false };
}

/** Changes the group on the right of the current one; it is made when there is none and there is room for one. */
function inNextGroup(layout: Layout, change: (group: EditorGroup) => EditorGroup): Layout {
  const index = layout.groups.indexOf(currentGroup(layout));
  const next = layout.groups[index + 1] ?? (layout.groups.length >= mostGroups ? layout.groups[index - 1] : undefined);
  if (next) return inGroup(layout, next.id, change);
  const made = emptyGroup(Math.max(...layout.groups.map(({ id }) => id)) + 1);
  // Even parts again: what was given to fewer groups leaves no room for one more.
  const even = layout.groups.map((group) => ({ ...group, width: null }));
  return inGroup({ ...layout, groups: [...even, made] }, made.id, change);
}

function withoutEmptyGroups(layout: Layout, groups: readonly EditorGroup[]): Layout {
  const full = groups.filter(({ editors }) => editors.length > 0);
  const left = full.length > 0 ? full : groups.slice(0, 1);
  const gone = groups.findIndex(({ id }) => id === layout.activeGroup && !left.some((each) => each.id === id));
  const neighbour = gone === -1 ? undefined : (left[Math.max(0, gone - 1)] ?? left[0]);
  return { ...layout, groups: left, activeGroup: neighbour?.id ?? layout.activeGroup };
}

/** A click on an activity: shows its side bar, or hides the side bar when it is already shown. */
export function selectActivity(layout: Layout, activity: string): Layout {
  const same = layout.activity === activity && layout.sideBarVisible;
  return { ...layout, activity, sideBarVisible: !same };
}

export function resizeSideBar(layout: Layout, width: number): Layout {
  return { ...layout, sideBarWidth: clamp(width, sideBarLimits) };
}

export function resizePanel(layout: Layout, height: number): Layout {
  return { ...layout, panelHeight: clamp(height, panelLimits), panelMaximised: false };
}

export function resizeGroup(layout: Layout, id: number, width: number): Layout {
  const groups = layout.groups.map((group) =>
    group.id === id ? { ...group, width: clamp(width, groupLimits) } : group,
  );
  return { ...layout, groups };
}

/** Nearest whole number within limits. */
export function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.round(Math.min(max, Math.max(min, value)));
}
