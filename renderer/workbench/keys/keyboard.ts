import { createStore } from "../../state/store.ts";
import { type Binding, type PressedStrokes, resolveKeys } from "./keymap.ts";
import { keysLabel, type Platform, strokesOf } from "./strokes.ts";
import type { Context } from "./when.ts";

/** As VS Code: who pressed the first of two keys and then nothing did not mean it. */
export const chordLastsMs = 5_000;

export type KeyboardOptions = {
  readonly platform: Platform;
  readonly bindings: () => readonly Binding[];
  readonly context: () => Context;
  readonly run: (command: string, subject: string | undefined) => void;
  readonly timers: Pick<typeof globalThis, "setTimeout" | "clearTimeout">;
};

type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "getModifierState"
>;

/**
 * Runs commands for pressed keys. Two keys after one another:
 *
 *     idle ── first key ──> waiting ── second key ──> idle (its command is run, or the note says that there is none)
 *                              └── 5 s ──> idle
 */
export function createKeyboard({ platform, bindings, context, run, timers }: KeyboardOptions) {
  let pressed: PressedStrokes = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = createStore<string | null>(null);

  const wait = (strokes: PressedStrokes, text: string | null) => {
    timers.clearTimeout(timer);
    pressed = strokes;
    note.set(text);
    if (text !== null) timer = timers.setTimeout(() => wait([], null), chordLastsMs);
  };
  const named = (strokes: PressedStrokes) => strokes.map(([stroke = ""]) => keysLabel([stroke], platform)).join(", ");

  return {
    /** What is said of keys that wait for a second one; null when nothing is. */
    note: { get: note.get, subscribe: note.subscribe },
    /** True when the key meant something; it is to do nothing else then. */
    press: (event: KeyPress): boolean => {
      // Signs that are typed with AltGr look like Ctrl+Alt on Windows.
      if (event.isComposing || event.getModifierState?.("AltGraph")) return false;
      const strokes = strokesOf(event);
      if (strokes.length === 0) return false;
      const all = [...pressed, strokes];
      const meaning = resolveKeys(bindings(), all, context());
      if (meaning.kind === "more") {
        wait(all, `(${named(all)}) was pressed. Waiting for the second key…`);
        return true;
      }
      const wasWaiting = pressed.length > 0;
      wait([], wasWaiting && meaning.kind === "none" ? `(${named(all)}) is not a command.` : null);
      if (meaning.kind === "run") run(meaning.binding.command, meaning.binding.subject);
      return wasWaiting || meaning.kind === "run";
    },
  };
}

export type Keyboard = ReturnType<typeof createKeyboard>;
