import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { conflictsOf } from "../../workbench/keys/keymap.ts";
import { keysLabel, strokesOf } from "../../workbench/keys/strokes.ts";
import { type Recording, recordingOf } from "./keybinding-commands.ts";

/** Takes the keys that are pressed, says what has them already, and writes them down upon Enter. */
export function RecordDialog({ recording }: { readonly recording: Recording }) {
  const app = useApp();
  const { commands, usersKeys } = app;
  const { row, adds } = recording;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [strokes, setStrokes] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const conflicts = strokes.length === 0 ? [] : conflictsOf(commands.bindings.get(), strokes, row.command);
  const close = () => recordingOf(app).set(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it is taken away: only then the focus goes back to where it was.
    return () => element?.close();
  }, []);

  const save = async () => {
    if (strokes.length === 0) return;
    const without = adds || row.binding === null ? [] : [row.binding];
    try {
      await usersKeys.change({ command: row.command, without, strokes, when: row.binding?.when ?? null });
      close();
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const press = (event: KeyboardEvent) => {
    const [stroke] = strokesOf(event.nativeEvent);
    // To go on to the buttons: who wants these keys writes them into the file.
    if (stroke === undefined || stroke === "tab" || stroke === "shift+tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (stroke === "escape") close();
    else if (stroke === "enter") void save();
    else setStrokes((known) => (known.length === 1 ? [...known, stroke] : [stroke]));
  };

  return (
    <dialog
      ref={dialog}
      className="dialog record-dialog"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={`${id}-title`}>
        {adds ? "Add keys for" : "Keys for"} “{row.title}”
      </h2>
      <p id={`${id}-hint`} className="dim">
        Press the keys, then Enter. Two after one another are two strokes. Escape leaves it as it is.
      </p>
      <input
        className="input record-keys"
        aria-label="New keys"
        aria-describedby={`${id}-hint ${id}-said`}
        readOnly
        value={keysLabel(strokes, commands.platform)}
        onKeyDown={press}
      />
      <div id={`${id}-said`} className="record-said" role="status">
        {problem !== null && (
          <p className="field-problem">
            <Icon name="error" /> {problem}
          </p>
        )}
        {conflicts.length > 0 && (
          <p>
            <Icon name="warning" />{" "}
            {conflictWords(conflicts.map(({ command }) => commands.get(command)?.title ?? command))}
          </p>
        )}
      </div>
      <div className="dialog-buttons">
        <button type="button" className="button is-secondary" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button" disabled={strokes.length === 0} onClick={() => void save()}>
          Save
        </button>
      </div>
    </dialog>
  );
}

function conflictWords(titles: readonly string[]): string {
  const names = [...new Set(titles)];
  const shown = names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join(", ");
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `Also the keys of ${shown}${more}. Yours count first.`;
}
