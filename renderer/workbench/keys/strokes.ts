import type { ShellApi } from "../../../jobs/api/shell.ts";

export type Platform = ShellApi["platform"];

/** What is looked at of a pressed key. */
export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** In the order in which a stroke names them, as in VS Code. */
const modifiers = ["ctrl", "shift", "alt", "meta"] as const;
type Modifier = (typeof modifiers)[number];

/** Other words for a modifier. `mod` is the one that programs of the platform use: Cmd on a Mac, else Ctrl. */
const otherModifiers: Readonly<Record<string, Modifier>> = { control: "ctrl", option: "alt", cmd: "meta", win: "meta" };

/** Names of keys in `keybindings.json`, by what a browser calls the same key. */
const namesOfKeys: Readonly<Record<string, string>> = {
  ...{ arrowleft: "left", arrowright: "right", arrowup: "up", arrowdown: "down", " ": "space", esc: "escape" },
};

const named = [
  ...["left", "right", "up", "down", "home", "end", "pageup", "pagedown", "tab", "enter", "escape", "space"],
  ...["backspace", "delete", "insert", "contextmenu", "pausebreak", "capslock"],
  ...Array.from({ length: 19 }, (_, index) => `f${index + 1}`),
];

/** Signs by the place of their key: with Shift, the key itself says another sign. */
const signsByPlace: Readonly<Record<string, string>> = {
  ...{ Backquote: "`", Minus: "-", Equal: "=", BracketLeft: "[", BracketRight: "]", Backslash: "\\" },
  ...{ Semicolon: ";", Quote: "'", Comma: ",", Period: ".", Slash: "/" },
  ...{ NumpadAdd: "numpad_add", NumpadSubtract: "numpad_subtract", NumpadMultiply: "numpad_multiply" },
  ...{ NumpadDivide: "numpad_divide", NumpadDecimal: "numpad_decimal" },
};

const signs = Object.values(signsByPlace);
const modifierKeys = ["control", "shift", "alt", "meta", "altgraph", "dead", "process", "unidentified", "os", "fn"];

/**
 * A pressed key as bindings name it, "ctrl+shift+e": the likeliest name first. A key has two names where the keyboard is
 * not the American one: what is printed on it and what it is there. None for a modifier alone.
 */
export function strokesOf(event: Pressed): readonly string[] {
  const held = modifiers.filter((name) => event[`${name}Key`]);
  const keys = [printedKey(event.key), placedKey(event.code)].filter((key) => key !== undefined);
  // Numbers of the keypad are keys of their own.
  const ordered = /^Numpad/.test(event.code) ? keys.reverse() : keys;
  return modifierKeys.includes(event.key.toLowerCase())
    ? []
    : [...new Set(ordered)].map((key) => [...held, key].join("+"));
}

function printedKey(key: string): string | undefined {
  const lower = key.toLowerCase();
  const name = namesOfKeys[lower] ?? lower;
  return isKey(name) ? name : undefined;
}

function placedKey(code: string): string | undefined {
  const [, letter, digit, pad] = /^(?:Key([A-Z])|Digit(\d)|Numpad(\d))$/.exec(code) ?? [];
  if (pad !== undefined) return `numpad${pad}`;
  return letter?.toLowerCase() ?? digit ?? signsByPlace[code];
}

function isKey(name: string): boolean {
  return /^[a-z0-9]$/.test(name) || /^numpad\d$/.test(name) || named.includes(name) || signs.includes(name);
}

/**
 * Keys as they are compared: "Cmd+K cmd+s" is "meta+k meta+s" on every platform. Undefined when they are no keys.
 *
 * @param keys strokes after one another, with spaces between; at most two, as in VS Code
 */
export function parseKeys(keys: string, platform: Platform): readonly string[] | undefined {
  const strokes = keys
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((stroke) => parseStroke(stroke, platform));
  const known = strokes.filter((stroke) => stroke !== undefined);
  return known.length === strokes.length && known.length <= 2 ? known : undefined;
}

function parseStroke(text: string, platform: Platform): string | undefined {
  const parts = text.split("+");
  const key = parts.pop() ?? "";
  const held = parts.map((part) => (part === "mod" ? modOf(platform) : (otherModifiers[part] ?? part)));
  const name = namesOfKeys[key] ?? key;
  if (!isKey(name) || held.some((part) => !(modifiers as readonly string[]).includes(part))) return undefined;
  return [...modifiers.filter((modifier) => held.includes(modifier)), name].join("+");
}

function modOf(platform: Platform): Modifier {
  return platform === "darwin" ? "meta" : "ctrl";
}

/** Strokes as they are written into `keybindings.json` on this platform. */
export function writtenKeys(strokes: readonly string[], platform: Platform): string {
  const meta = platform === "darwin" ? "cmd" : platform === "win32" ? "win" : "meta";
  return strokes.map((stroke) => stroke.replace(/\bmeta\+/, `${meta}+`)).join(" ");
}

const macSigns: Readonly<Record<string, string>> = { ctrl: "⌃", alt: "⌥", shift: "⇧", meta: "⌘" };
/** In the order of Apple's own menus. */
const macOrder = ["ctrl", "alt", "shift", "meta"];
const printed: Readonly<Record<string, string>> = {
  ...{ pagedown: "PageDown", pageup: "PageUp", contextmenu: "ContextMenu", numpad_add: "NumPad+" },
  ...{ numpad_subtract: "NumPad-", numpad_multiply: "NumPad*", numpad_divide: "NumPad/", numpad_decimal: "NumPad." },
};

/** Keys as a user of the platform reads them: "Ctrl+K Ctrl+S", "⌘K ⌘S". */
export function keysLabel(strokes: readonly string[], platform: Platform): string {
  return strokes.map((stroke) => strokeLabel(stroke, platform)).join(" ");
}

function strokeLabel(stroke: string, platform: Platform): string {
  const parts = stroke.split("+");
  const key = keyName(parts.pop() ?? "");
  if (platform === "darwin")
    return [...macOrder.filter((name) => parts.includes(name)).map((name) => macSigns[name]), key].join("");
  const meta = platform === "win32" ? "Win" : "Super";
  return [...parts.map((part) => (part === "meta" ? meta : keyName(part))), key].join("+");
}

function keyName(key: string): string {
  return (
    printed[key] ?? (/^numpad\d$/.test(key) ? `NumPad${key.slice(6)}` : key.charAt(0).toUpperCase() + key.slice(1))
  );
}

/** The keys for screen readers, as `aria-keyshortcuts` wants them; undefined for strokes after one another, which it cannot say. */
export function ariaKeys(strokes: readonly string[]): string | undefined {
  const names: Readonly<Record<string, string>> = { ctrl: "Control", meta: "Meta", alt: "Alt", shift: "Shift" };
  const [stroke, more] = strokes;
  if (stroke === undefined || more !== undefined) return undefined;
  return stroke
    .split("+")
    .map((part) => names[part] ?? keyName(part))
    .join("+");
}
