import type { DragEvent } from "react";
import { useApp } from "./app-context.tsx";
import { moveEditor } from "./layout.ts";
import { parseTab, type TabRef, tabText } from "./tab-ref.ts";

const type = "application/x-jobdeck-tab";

/** Takes tabs along the row and to other groups by pointer; commands do the same by keys. */
export function useTabDrag(to: { readonly group: number; readonly place: number }, tab?: TabRef) {
  const { layout } = useApp();
  const isTab = (event: DragEvent) => event.dataTransfer.types.includes(type);
  return {
    drag: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        if (!tab) return;
        event.dataTransfer.setData(type, tabText(tab));
        event.dataTransfer.effectAllowed = "move";
      },
    },
    drop: {
      onDragOver: (event: DragEvent) => {
        if (isTab(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        const from = parseTab(event.dataTransfer.getData(type));
        if (!from) return;
        event.preventDefault();
        event.stopPropagation();
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const isBehind = tab !== undefined && event.clientX > left + width / 2;
        layout.update((known) => moveEditor(known, from, { group: to.group, place: to.place + (isBehind ? 1 : 0) }));
      },
    },
  };
}
