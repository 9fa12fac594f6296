import { useCallback, useEffect, useMemo, useRef } from "react";
import { useStore } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import type { SaveDraft } from "./drafts.ts";

type DraftOptions<T> = {
  /** What was kept by a window before this one, as far as it is a draft; null when it is none. */
  readonly parse: (kept: unknown) => T | null;
  /** It is never written down. Default: false. */
  readonly isSecret?: boolean;
};

/**
 * What was typed and is not saved; null while nothing is. It makes its editor dirty.
 *
 * @param key begins with the key of the editor and a slash
 * @param options must be the same object at every drawing
 */
export function useDraft<T>(
  key: string,
  options: DraftOptions<T>,
): readonly [T | null, (change: (known: T | null) => T | null) => void] {
  const { drafts } = useApp();
  const { parse, isSecret = false } = options;
  const kept = useStore(drafts, () => drafts.valueOf(key));
  const draft = useMemo(() => (kept === undefined ? null : parse(kept)), [kept, parse]);
  useEffect(() => {
    if (kept !== undefined && draft === null) drafts.set(key, null);
  }, [drafts, key, kept, draft]);
  const update = useCallback(
    (change: (known: T | null) => T | null) => {
      const known = drafts.valueOf(key);
      drafts.set(key, change(known === undefined ? null : parse(known)), { isSecret });
    },
    [drafts, key, parse, isSecret],
  );
  return [draft, update];
}

/** How the draft is saved when its tab is closed, or upon the command "Save". */
export function useSaveDraft(key: string, save: SaveDraft): void {
  const { drafts } = useApp();
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => drafts.onSave(key, () => latest.current()), [drafts, key]);
}
