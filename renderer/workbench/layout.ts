/** What an editor shows: the kind of the editor and its subject. */
export type EditorInput = { readonly kind: string; readonly id: string };

/**
 * A tab. A preview gives way to the next preview; it becomes lasting when it is opened once more. `label` is what the
 * editor found out about its subject, for a title that says more than an id.
 */
export type OpenEditor = EditorInput & { readonly preview: boolean; readonly label?: string };

export type Layout = {
  readonly activity: string;
  readonly sideBarVisible: boolean;
  readonly sideBarWidth: number;
  readonly panel: string;
  readonly panelVisible: boolean;
  readonly panelMaximised: boolean;
  readonly panelHeight: number;
  readonly editors: readonly OpenEditor[];
  /** Key of the editor that is shown; null when none is open. */
  readonly active: string | null;
  /** Keys in the order of their last use, the newest first: closing one shows the one before. */
  readonly recent: readonly string[];
};

export const sideBarLimits = { min: 180, max: 600 } as const;
export const panelLimits = { min: 100, max: 900 } as const;

export const initialLayout: Layout = {
  activity: "jobs",
  sideBarVisible: true,
  sideBarWidth: 318,
  panel: "log",
  panelVisible: true,
  panelMaximised: false,
  panelHeight: 220,
  editors: [],
  active: null,
  recent: [],
};

export function editorKey({ kind, id }: EditorInput): string {
  return `${kind}:${id}`;
}

/** Shows an editor: the tab that is there, else a new one beside the active tab, or in place of the preview. */
export function openEditor(layout: Layout, input: EditorInput, { preview }: { readonly preview: boolean }): Layout {
  const key = editorKey(input);
  const opened: OpenEditor = { kind: input.kind, id: input.id, preview };
  const known = layout.editors.find((editor) => editorKey(editor) === key);
  if (known) {
    const kept = { ...known, preview: false };
    const lasting = preview ? layout.editors : layout.editors.map((each) => (each === known ? kept : each));
    return activate({ ...layout, editors: lasting }, key);
  }
  const previous = preview ? layout.editors.find((editor) => editor.preview) : undefined;
  if (previous) {
    const replaced = layout.editors.map((editor) => (editor === previous ? opened : editor));
    const recent = layout.recent.filter((each) => each !== editorKey(previous));
    return activate({ ...layout, editors: replaced, recent }, key);
  }
  const place = layout.editors.findIndex((editor) => editorKey(editor) === layout.active) + 1;
  const editors = layout.editors.toSpliced(place === 0 ? layout.editors.length : place, 0, opened);
  return activate({ ...layout, editors }, key);
}

export function activate(layout: Layout, key: string): Layout {
  if (!layout.editors.some((editor) => editorKey(editor) === key)) return layout;
  return {
    ...layout,
    active: key,
    recent: [key, ...layout.recent.filter((each) => each !== key)],
    panelMaximised: false,
  };
}

export function closeEditor(layout: Layout, key: string): Layout {
  const editors = layout.editors.filter((editor) => editorKey(editor) !== key);
  if (editors.length === layout.editors.length) return layout;
  const recent = layout.recent.filter((each) => each !== key);
  if (layout.active !== key) return { ...layout, editors, recent };
  const last = editors.at(-1);
  return { ...layout, editors, recent, active: recent[0] ?? (last ? editorKey(last) : null) };
}

/** Gives a tab its label. */
export function labelEditor(layout: Layout, key: string, label: string): Layout {
  const known = layout.editors.find((editor) => editorKey(editor) === key);
  if (!known || known.label === label) return layout;
  return { ...layout, editors: layout.editors.map((editor) => (editor === known ? { ...known, label } : editor)) };
}

/** The tab before (-1) or after (1) the active one, round the ends. */
export function stepEditor(layout: Layout, step: 1 | -1): Layout {
  const index = layout.editors.findIndex((editor) => editorKey(editor) === layout.active);
  const next = layout.editors.at((index + step) % Math.max(1, layout.editors.length));
  return next ? activate(layout, editorKey(next)) : layout;
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

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.round(Math.min(max, Math.max(min, value)));
}

/**
 * The layout that was kept as text. What is missing, of a wrong type or of an editor that no longer exists is taken from
 * `initialLayout`: a layout is never worth an error.
 *
 * @param kinds the editors that there are
 */
export function parseLayout(text: string | null, kinds: ReadonlySet<string>): Layout {
  const kept = parseObject(text);
  const editors = (Array.isArray(kept.editors) ? kept.editors : []).flatMap((entry: unknown) => toEditor(entry, kinds));
  const keys = editors.map(editorKey);
  const active = typeof kept.active === "string" && keys.includes(kept.active) ? kept.active : (keys[0] ?? null);
  return {
    activity: take(kept.activity, initialLayout.activity),
    sideBarVisible: take(kept.sideBarVisible, initialLayout.sideBarVisible),
    sideBarWidth: clamp(take(kept.sideBarWidth, initialLayout.sideBarWidth), sideBarLimits),
    panel: take(kept.panel, initialLayout.panel),
    panelVisible: take(kept.panelVisible, initialLayout.panelVisible),
    panelMaximised: false,
    panelHeight: clamp(take(kept.panelHeight, initialLayout.panelHeight), panelLimits),
    editors,
    active,
    recent: active === null ? [] : [active, ...keys.filter((key) => key !== active)],
  };
}

function take<T extends string | number | boolean>(value: unknown, fallback: T): T {
  return typeof value === typeof fallback && !Number.isNaN(value) ? (value as T) : fallback;
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function toEditor(entry: unknown, kinds: ReadonlySet<string>): readonly OpenEditor[] {
  if (typeof entry !== "object" || entry === null || !("kind" in entry) || !("id" in entry)) return [];
  if (typeof entry.kind !== "string" || typeof entry.id !== "string" || !kinds.has(entry.kind)) return [];
  const label = "label" in entry && typeof entry.label === "string" ? { label: entry.label } : {};
  return [{ kind: entry.kind, id: entry.id, preview: "preview" in entry && entry.preview === true, ...label }];
}
