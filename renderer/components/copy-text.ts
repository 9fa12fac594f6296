import type { Notices } from "../workbench/notices.ts";

/** Puts text on the clipboard and says so: "The id was copied." */
export async function copyAndTell(
  { notices }: { readonly notices: Notices },
  text: string | undefined,
  what: string,
): Promise<void> {
  if (text === undefined) return;
  if (await copyText(text)) notices.info(`${what} was copied.`);
  else notices.error(`${what} was not copied: the system refused the clipboard.`);
}

/** Puts text on the clipboard. False when the system refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The window grants no permissions; the older way needs none.
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "off-screen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
