import type { MenuItemConstructorOptions } from "electron";
import { z } from "zod";
import type { NativeMenuEntry } from "../../jobs/api/shell.ts";

const label = z.string().min(1).max(100);
const separatorSchema = z.strictObject({ kind: z.literal("separator") });
const commandSchema = z.strictObject({
  kind: z.literal("command"),
  label,
  command: z.string().regex(/^[\w.-]{1,100}$/),
  subject: z.string().max(1_000).exactOptional(),
  key: z.string().max(40).exactOptional(),
  enabled: z.boolean(),
  checked: z.boolean().exactOptional(),
});
const leafSchema = z.discriminatedUnion("kind", [separatorSchema, commandSchema]);
const innerSchema = z.strictObject({ kind: z.literal("submenu"), label, entries: z.array(leafSchema).max(60) });
const menuSchema = z.strictObject({
  kind: z.literal("submenu"),
  label,
  entries: z.array(z.discriminatedUnion("kind", [separatorSchema, commandSchema, innerSchema])).max(60),
});

/** A menu bar as the page may ask for: menus, at most two deep. */
export const menuBarSchema: z.ZodType<readonly NativeMenuEntry[]> = z.array(menuSchema).max(10);

/** The system does these itself: in its own dialogs too, and with the words of its own language. */
const roles: Readonly<Record<string, MenuItemConstructorOptions["role"]>> = {
  "edit.undo": "undo",
  "edit.redo": "redo",
  "edit.cut": "cut",
  "edit.copy": "copy",
  "edit.paste": "paste",
  "edit.selectAll": "selectAll",
  "workbench.closeWindow": "close",
};

/** On macOS the way to quit is in the menu of the program. */
const elsewhere = ["workbench.quit"];

/** The menu bar of macOS: the program's own menu, the page's, and the one of windows before the last. */
export function menuBarTemplate(
  menus: readonly NativeMenuEntry[],
  run: (command: string, subject: string | undefined) => void,
): MenuItemConstructorOptions[] {
  const drawn = menus.flatMap((menu) => itemOf(menu, run));
  return [{ role: "appMenu" }, ...drawn.slice(0, -1), { role: "windowMenu" }, ...drawn.slice(-1)];
}

function itemOf(
  entry: NativeMenuEntry,
  run: (command: string, subject: string | undefined) => void,
): MenuItemConstructorOptions[] {
  if (entry.kind === "separator") return [{ type: "separator" }];
  if (entry.kind === "submenu")
    return [{ label: entry.label, submenu: entry.entries.flatMap((inner) => itemOf(inner, run)) }];
  const { command, subject, key, checked } = entry;
  const role = roles[command];
  if (elsewhere.includes(command)) return [];
  if (role !== undefined) return [{ role }];
  const accelerator = key === undefined ? undefined : acceleratorOf(key);
  return [
    {
      label: entry.label,
      enabled: entry.enabled,
      ...(checked === undefined ? {} : { type: "checkbox" as const, checked }),
      ...(accelerator === undefined ? {} : { accelerator }),
      click: () => run(command, subject),
    },
  ];
}

const names: Readonly<Record<string, string>> = { ctrl: "Control", shift: "Shift", alt: "Alt", meta: "Command" };

/** "shift+meta+e" as Electron writes it, "Shift+Command+E"; undefined for keys that it has no name for. */
function acceleratorOf(stroke: string): string | undefined {
  const parts = stroke.split("+");
  const key = parts.pop() ?? "";
  if (
    !/^([a-z0-9`\-=[\]\\;',./]|f\d{1,2}|up|down|left|right|home|end|pageup|pagedown|enter|escape|space|tab|backspace|delete|insert)$/.test(
      key,
    )
  )
    return undefined;
  return [...parts.map((part) => names[part] ?? part), key].join("+");
}
