import { fieldsOf, keptFields } from "../state/fields-of.ts";
import { type EditorGroup, editorKey, type OpenEditor } from "./editor-group.ts";
import { clamp, groupLimits, initialLayout, type Layout, mostGroups, panelLimits, sideBarLimits } from "./layout.ts";

/**
 * The layout that was kept as text. What is missing, of a wrong type or of an editor that no longer exists is taken from
 * `initialLayout`: a layout is never worth an error.
 *
 * @param kinds the editors that there are
 */
export function parseLayout(text: string | null, kinds: ReadonlySet<string>): Layout {
  const kept = keptFields(text);
  const groups = toGroups(kept, kinds);
  const wanted = groups.find(({ id }) => id === kept.activeGroup) ?? groups[0];
  return {
    activity: take(kept.activity, initialLayout.activity),
    sideBarVisible: take(kept.sideBarVisible, initialLayout.sideBarVisible),
    sideBarWidth: clamp(take(kept.sideBarWidth, initialLayout.sideBarWidth), sideBarLimits),
    panel: take(kept.panel, initialLayout.panel),
    panelVisible: take(kept.panelVisible, initialLayout.panelVisible),
    panelMaximised: false,
    panelHeight: clamp(take(kept.panelHeight, initialLayout.panelHeight), panelLimits),
    groups: wanted ? groups : initialLayout.groups,
    activeGroup: wanted?.id ?? initialLayout.activeGroup,
  };
}

/** The groups that have tabs. A layout of a program without groups is one of them itself. */
function toGroups(kept: Fields, kinds: ReadonlySet<string>): readonly EditorGroup[] {
  const entries: readonly unknown[] = Array.isArray(kept.groups) ? kept.groups : [{ ...kept, id: 1 }];
  const groups = entries.map((entry) => toGroup(fieldsOf(entry), kinds)).filter(({ editors }) => editors.length > 0);
  return groups.filter(({ id }, index) => groups.findIndex((each) => each.id === id) === index).slice(0, mostGroups);
}

function toGroup(kept: Fields, kinds: ReadonlySet<string>): EditorGroup {
  const entries: readonly unknown[] = Array.isArray(kept.editors) ? kept.editors : [];
  const parsed = entries.flatMap((entry) => toEditor(fieldsOf(entry), kinds));
  const editors = parsed.filter(
    (editor, index) => parsed.findIndex((each) => editorKey(each) === editorKey(editor)) === index,
  );
  const keys = editors.map(editorKey);
  const active = typeof kept.active === "string" && keys.includes(kept.active) ? kept.active : (keys[0] ?? null);
  return {
    id: Number.isSafeInteger(kept.id) ? (kept.id as number) : 0,
    editors,
    active,
    recent: active === null ? [] : [active, ...keys.filter((key) => key !== active)],
    width: typeof kept.width === "number" && Number.isFinite(kept.width) ? clamp(kept.width, groupLimits) : null,
  };
}

function toEditor(entry: Fields, kinds: ReadonlySet<string>): readonly OpenEditor[] {
  const { kind, id } = entry;
  if (typeof kind !== "string" || typeof id !== "string" || !kinds.has(kind)) return [];
  const label = typeof entry.label === "string" ? { label: entry.label } : {};
  return [{ kind, id, preview: entry.preview === true, ...label }];
}

function take<T extends string | number | boolean>(value: unknown, fallback: T): T {
  return typeof value === typeof fallback && !Number.isNaN(value) ? (value as T) : fallback;
}

type Fields = Readonly<Record<string, unknown>>;
