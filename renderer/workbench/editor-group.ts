/** What an editor shows: the kind of the editor and its subject. */
export type EditorInput = { readonly kind: string; readonly id: string };

/**
 * A tab. A preview gives way to the next preview; it becomes lasting when it is opened once more. `label` is what the
 * editor found out about its subject, for a title that says more than an id.
 */
export type OpenEditor = EditorInput & { readonly preview: boolean; readonly label?: string };

/** A row of tabs and what the active one shows. */
export type EditorGroup = {
  readonly id: number;
  readonly editors: readonly OpenEditor[];
  /** Key of the editor that is shown; null when none is open. */
  readonly active: string | null;
  /** Keys in the order of their last use, the newest first: closing one shows the one before. */
  readonly recent: readonly string[];
  /** Pixels; null takes an even part of what is left. */
  readonly width: number | null;
};

export function emptyGroup(id: number): EditorGroup {
  return { id, editors: [], active: null, recent: [], width: null };
}

export function editorKey({ kind, id }: EditorInput): string {
  return `${kind}:${id}`;
}

/** The editor with that key; undefined when it is not open here. */
export function editorOf(group: EditorGroup, key: string | null): OpenEditor | undefined {
  return group.editors.find((editor) => editorKey(editor) === key);
}

/** Shows an editor: the tab that is there, else a new one beside the active tab, or in place of the preview. */
export function openIn(
  group: EditorGroup,
  input: EditorInput,
  { preview }: { readonly preview: boolean },
): EditorGroup {
  const key = editorKey(input);
  const opened: OpenEditor = { kind: input.kind, id: input.id, preview };
  const known = editorOf(group, key);
  if (known) {
    const kept = { ...known, preview: false };
    const lasting = preview ? group.editors : group.editors.map((each) => (each === known ? kept : each));
    return activateIn({ ...group, editors: lasting }, key);
  }
  const previous = preview ? group.editors.find((editor) => editor.preview) : undefined;
  if (previous) {
    const replaced = group.editors.map((editor) => (editor === previous ? opened : editor));
    const recent = group.recent.filter((each) => each !== editorKey(previous));
    return activateIn({ ...group, editors: replaced, recent }, key);
  }
  const place = group.editors.findIndex((editor) => editorKey(editor) === group.active) + 1;
  return insertIn(group, opened, place === 0 ? group.editors.length : place);
}

/** Puts a tab to a place in the row and shows it. The tab of the same editor, if there is one, makes way. */
export function insertIn(group: EditorGroup, editor: OpenEditor, place: number): EditorGroup {
  const key = editorKey(editor);
  const before = group.editors.findIndex((each) => editorKey(each) === key);
  const others = group.editors.filter((each) => editorKey(each) !== key);
  const index = before !== -1 && before < place ? place - 1 : place;
  return activateIn({ ...group, editors: others.toSpliced(index, 0, editor) }, key);
}

export function activateIn(group: EditorGroup, key: string): EditorGroup {
  if (!editorOf(group, key)) return group;
  return { ...group, active: key, recent: [key, ...group.recent.filter((each) => each !== key)] };
}

export function closeIn(group: EditorGroup, key: string): EditorGroup {
  const editors = group.editors.filter((editor) => editorKey(editor) !== key);
  if (editors.length === group.editors.length) return group;
  const recent = group.recent.filter((each) => each !== key);
  if (group.active !== key) return { ...group, editors, recent };
  const last = editors.at(-1);
  return { ...group, editors, recent, active: recent[0] ?? (last ? editorKey(last) : null) };
}

/** Gives a tab its label. */
export function labelIn(group: EditorGroup, key: string, label: string): EditorGroup {
  const known = editorOf(group, key);
  if (!known || known.label === label) return group;
  return { ...group, editors: group.editors.map((editor) => (editor === known ? { ...known, label } : editor)) };
}

/** The tab before (-1) or after (1) the active one, round the ends. */
export function stepIn(group: EditorGroup, step: 1 | -1): EditorGroup {
  const index = group.editors.findIndex((editor) => editorKey(editor) === group.active);
  const next = group.editors.at((index + step) % Math.max(1, group.editors.length));
  return next ? activateIn(group, editorKey(next)) : group;
}
