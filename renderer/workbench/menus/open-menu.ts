import { isTextField } from "../keys/context-keys.ts";
import type { Context } from "../keys/when.ts";
import type { Rect } from "./place-menu.ts";

/** A context menu that is open. */
export type OpenMenu = {
  readonly menu: string;
  readonly subject: string | undefined;
  /** What holds of it, beside what holds of the window. */
  readonly facts: Context;
  readonly anchor: Rect;
  readonly byKeys: boolean;
};

type MenuAttributes = {
  readonly "data-menu": string;
  readonly "data-subject"?: string;
  readonly "data-menu-facts"?: string;
};

/**
 * Attributes of an element that has a context menu: right click, Shift+F10 and the menu key open it.
 *
 * @param facts names that hold of the subject, with blanks between; items ask for them: `when: "runEnded"`
 */
export function contextMenu(menu: string, subject?: string, facts = ""): MenuAttributes {
  return {
    "data-menu": menu,
    ...(subject === undefined ? {} : { "data-subject": subject }),
    ...(facts === "" ? {} : { "data-menu-facts": facts }),
  };
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
    facts: isText ? {} : factsOf(owner),
    anchor: byKeys
      ? { ...under, left: under.left + 12, right: under.left + 12, top: under.top, bottom: under.bottom }
      : { left: clientX, right: clientX, top: clientY, bottom: clientY },
    byKeys,
  };
}

function factsOf(owner: HTMLElement | null): Context {
  const names = owner?.dataset.menuFacts?.split(" ") ?? [];
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** Where an element is in the window. */
export function rectOf(element: Element | null | undefined): Rect {
  return element?.getBoundingClientRect() ?? { left: 0, top: 0, right: 0, bottom: 0 };
}
