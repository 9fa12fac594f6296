import type { ShellApi } from "../../jobs/api/shell.ts";

export type Platform = ShellApi["platform"];

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** A pressed key as commands name it: "mod+shift+e", "f6", "mod+pagedown". */
export function keysOf(event: Pressed, platform: Platform): string {
  const mac = platform === "darwin";
  const parts = [
    (mac ? event.metaKey : event.ctrlKey) ? "mod" : "",
    mac && event.ctrlKey ? "ctrl" : "",
    event.altKey ? "alt" : "",
    event.shiftKey ? "shift" : "",
    event.key.toLowerCase(),
  ];
  return parts.filter((part) => part !== "").join("+");
}

const macSigns: Readonly<Record<string, string>> = { mod: "⌘", ctrl: "⌃", alt: "⌥", shift: "⇧" };
const keyNames: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  pagedown: "PageDown",
  pageup: "PageUp",
  enter: "Enter",
  arrowleft: "Left",
  arrowright: "Right",
};

/** Keys as a user of the platform reads them: "Ctrl+Shift+E", "⇧⌘E". */
export function keysLabel(keys: string, platform: Platform): string {
  const parts = keys.split("+");
  if (platform !== "darwin") return parts.map(keyName).join("+");
  const signs = ["ctrl", "alt", "shift", "mod"].filter((name) => parts.includes(name)).map((name) => macSigns[name]);
  const key = parts.filter((part) => !(part in macSigns)).map(keyName);
  return [...signs, ...key].join("");
}

function keyName(part: string): string {
  return keyNames[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
}
