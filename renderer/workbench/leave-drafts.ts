import type { App } from "./app.ts";
import { type EditorInput, editorKey } from "./editor-group.ts";
import { activate, type Layout } from "./layout.ts";

type Leaving = Pick<App, "dialogs" | "drafts" | "editorKind" | "layout" | "live">;

type Left = EditorInput & { readonly label?: string };

/** Whether an editor may lose all of its drafts: they were saved, or the user does not want them. */
async function mayClose(app: Leaving, editor: Left): Promise<boolean> {
  if (!(await mayLeave(app, editor))) return false;
  const left = app.drafts.of(editorKey(editor));
  if (left.length === 0) return true;
  if (!(await app.dialogs.confirm(discardQuestion(titleOf(app, editor))))) return false;
  app.drafts.discard(left);
  return true;
}

/** What is asked before something that was typed, and cannot be saved, is let go of. */
export function discardQuestion(title: string): Parameters<Leaving["dialogs"]["confirm"]>[0] {
  return {
    ...{ severity: "warning", confirm: "Discard", decline: "Go on editing" },
    title: `Discard the payload that you typed for “${title}”?`,
    message: "Nothing was run with it.",
  };
}

/** Whether the forms of an editor may give way: what can be saved in them was, or the user does not want it. */
export async function mayLeave(app: Leaving, editor: Left): Promise<boolean> {
  const { dialogs, drafts } = app;
  const keys = drafts.savableOf(editorKey(editor));
  if (keys.length === 0) return true;
  const answer = await dialogs.choose({
    ...{ severity: "warning", confirm: "Save", alternative: "Don’t save" },
    title: `Do you want to save the changes to “${titleOf(app, editor)}”?`,
    message: "They are lost if you do not save them.",
  });
  if (answer === "decline") return false;
  if (answer === "confirm") return drafts.save(drafts.savableOf(editorKey(editor)));
  drafts.discard(keys);
  return true;
}

/**
 * Closes tabs. Each editor that would be gone with drafts is shown and asked about first; nothing is closed when one of them
 * is to stay.
 */
export async function closeAsked(
  app: Leaving,
  close: (known: Layout) => Layout,
  apply: (close: (known: Layout) => Layout) => void,
): Promise<void> {
  for (const key of lostKeys(app, close)) {
    const group = app.layout.get().groups.find(({ editors }) => editors.some((each) => editorKey(each) === key));
    const editor = group?.editors.find((each) => editorKey(each) === key);
    if (!group || !editor) continue;
    app.layout.update((known) => activate(known, { group: group.id, key }));
    if (!(await mayClose(app, editor))) return;
  }
  apply(close);
}

/** Dirty editors that are open now, and nowhere afterwards: one that is open in two groups is not lost with one of them. */
function lostKeys({ drafts, layout }: Leaving, close: (known: Layout) => Layout): readonly string[] {
  const keysIn = ({ groups }: Layout) => groups.flatMap(({ editors }) => editors.map(editorKey));
  const left = new Set(keysIn(close(layout.get())));
  return [...new Set(keysIn(layout.get()))].filter((key) => !left.has(key) && drafts.isDirty(key));
}

function titleOf({ editorKind, live }: Leaving, editor: Left): string {
  const known = live();
  const kind = editorKind(editor.kind);
  return known && kind ? kind.title({ ...editor, preview: false }, known) : editor.id;
}
