import { useEffect } from "react";
import type { NativeMenuEntry } from "../../../jobs/api/shell.ts";
import { useApp } from "../app-context.tsx";
import type { MenuEntry } from "./menu-model.ts";

/** On macOS the system draws the menu bar: it is told whenever what is in it has changed. */
export function useNativeMenuBar(): void {
  const { commands, menus, layout, session, setMenuBar } = useApp();
  useEffect(() => {
    if (setMenuBar === null || commands.platform !== "darwin") return;
    let told = "";
    let waiting: number | undefined;
    const tell = () => {
      waiting = undefined;
      const bar = nativeEntries(menus.entries("bar"), commands.strokes);
      const text = JSON.stringify(bar);
      if (text !== told) setMenuBar(bar);
      told = text;
    };
    const tellSoon = () => {
      waiting ??= requestAnimationFrame(tell);
    };
    tell();
    const stops = [layout, session.state, commands.bindings].map((store) => store.subscribe(tellSoon));
    window.addEventListener("focusin", tellSoon);
    return () => {
      if (waiting !== undefined) cancelAnimationFrame(waiting);
      for (const stop of stops) stop();
      window.removeEventListener("focusin", tellSoon);
    };
  }, [commands, menus, layout, session, setMenuBar]);
}

/** A menu as it is sent to the system. Two keys after one another stand behind the label: no system knows such keys. */
export function nativeEntries(
  entries: readonly MenuEntry[],
  strokesOf: (command: string) => readonly string[] | undefined,
): readonly NativeMenuEntry[] {
  return entries.map((entry): NativeMenuEntry => {
    if (entry.kind === "separator") return { kind: "separator" };
    const label = entry.label.slice(0, 90);
    if (entry.kind === "submenu") return { kind: "submenu", label, entries: nativeEntries(entry.entries, strokesOf) };
    const strokes = entry.keys === "" ? [] : (strokesOf(entry.command) ?? []);
    const [first] = strokes;
    return {
      kind: "command",
      label: strokes.length > 1 ? `${label} (${entry.keys})` : label,
      ...{ command: entry.command, enabled: entry.enabled },
      ...(entry.subject === undefined ? {} : { subject: entry.subject }),
      ...(first !== undefined && strokes.length === 1 ? { key: first } : {}),
      ...(entry.checked === undefined ? {} : { checked: entry.checked }),
    };
  });
}
