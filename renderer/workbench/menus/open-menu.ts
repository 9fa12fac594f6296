import { isTextField } from "../keys/context-keys.ts";
import type { Rect } from "./place-menu.ts";

/** A context menu that is open. */
export type OpenMenu = {
  readonly menu: string;
  readonly subject: string | undefined;
  readonly anchor: Rect;
  readonly byKeys: boolean;
};

/** Attributes of an element that has a context menu: right click, Shift+F10 and the menu key open it. */
export function contextMenu(
  menu: string,
  subject?: string,
): { readonly "data-menu": string; readonly "data-subject"?: string } {
  return { "data-menu": menu, ...(subject === undefined ? {} : { "data-subject": subject }) };
}

/** What the wish for a context menu opens; null when what it was for has none. */
export function openMenuFor(event: MouseEvent): OpenMenu | null {
  if (!(event.target instanceof Element)) return null;
  const { clientX, clientY } = event;
  const byKeys = event.button !== 2;
  const owner = event.target.closest<HTMLElement>("[data-menu]");
  const isText = isTextField(event.target);
  if (!owner && !isText) return null;
  const under = rectOf(event.target);
  return {
    menu: isText ? "text" : (owner?.dataset.menu ?? ""),
    subject: isText ? undefined : owner?.dataset.subject,
    anchor: byKeys
      ? { ...under, left: under.left + 12, right: under.left + 12, top: under.top, bottom: under.bottom }
      : { left: clientX, right: clientX, top: clientY, bottom: clientY },
    byKeys,
  };
}

/** Where an element is in the window. */
export function rectOf(element: Element | null | undefined): Rect {
  return element?.getBoundingClientRect() ?? { left: 0, top: 0, right: 0, bottom: 0 };
}
