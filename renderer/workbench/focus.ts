/** The parts of the window in the order of the F6 key. */
export const parts = ["activity-bar", "side-bar", "editor", "panel", "status-bar"] as const;
export type Part = (typeof parts)[number];

const focusable =
  'button:not([disabled]):not([tabindex="-1"]), a[href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/**
 * Moves the focus into a part: to what is marked as its first stop, else to the first thing that takes it.
 * False when the part is hidden or has nothing to focus.
 */
export function focusPart(root: ParentNode, part: Part): boolean {
  const element =
    root.querySelector<HTMLElement>(`[data-part="${part}"][data-current="true"]`) ??
    root.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (!element) return false;
  return focusFirst(element);
}

function focusFirst(element: Element): boolean {
  const target =
    element.querySelector<HTMLElement>('[data-first-stop="true"]') ?? element.querySelector<HTMLElement>(focusable);
  target?.focus();
  return target !== null;
}

/**
 * Moves the focus into the editor that was just opened: as soon as its page is drawn, which may have to be read first, unless
 * the user does something else meanwhile.
 */
export function focusOpened(root: Document): void {
  const enter = () => {
    const page = root.querySelector('[data-part="editor"][data-current="true"] > .editor');
    return page !== null && focusFirst(page);
  };
  requestAnimationFrame(() => {
    if (enter()) return;
    const stopping = new AbortController();
    const observer = new MutationObserver(() => enter() && stopping.abort());
    stopping.signal.addEventListener("abort", () => observer.disconnect());
    observer.observe(root.body, { childList: true, subtree: true });
    for (const event of ["keydown", "pointerdown"])
      root.addEventListener(event, () => stopping.abort(), { capture: true, signal: stopping.signal });
  });
}

/** True while the focus is in the editor, or nowhere: what had it may just have gone with its editor. */
export function isInEditor(root: Document): boolean {
  const { activeElement } = root;
  return (
    activeElement === null || activeElement === root.body || activeElement.closest('[data-part="editor"]') !== null
  );
}

/** Moves the focus to the next (1) or the previous (-1) part that can take it. */
export function stepPart(root: Document, step: 1 | -1): void {
  const current = root.activeElement?.closest<HTMLElement>("[data-part]")?.dataset.part;
  const start = (parts as readonly string[]).indexOf(current ?? "");
  for (let offset = 1; offset <= parts.length; offset += 1) {
    const part = parts.at((start + step * offset + parts.length * 2) % parts.length);
    if (part && focusPart(root, part)) return;
  }
}
