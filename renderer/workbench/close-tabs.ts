import { editorKey } from "./editor-group.ts";
import { closeEditor, type Layout } from "./layout.ts";

/** Closes the tabs of a group that are named. */
export function closeTabs(
  layout: Layout,
  group: number,
  isNamed: (tab: { readonly key: string; readonly place: number }) => boolean,
): Layout {
  const editors = layout.groups.find(({ id }) => id === group)?.editors ?? [];
  const keys = editors.map(editorKey).filter((key, place) => isNamed({ key, place }));
  return keys.reduce((known, key) => closeEditor(known, { group, key }), layout);
}
