import { useEffect } from "react";
import { useApp } from "../../workbench/app-context.tsx";
import { labelEditor } from "../../workbench/layout.ts";

/** Longer names do not fit a tab. */
const mostLetters = 40;

/** Names the tab of an editor by what it shows, once that is known. */
export function useTabLabel(editorKey: string, title: string | undefined): void {
  const { layout } = useApp();
  const label = title !== undefined && title.length > mostLetters ? `${title.slice(0, mostLetters - 1)}…` : title;
  useEffect(() => {
    if (label !== undefined) layout.update((known) => labelEditor(known, editorKey, label));
  }, [layout, editorKey, label]);
}
