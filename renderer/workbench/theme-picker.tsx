import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../components/icon.tsx";
import { explain } from "../state/errors.ts";
import { useResource } from "../state/resource.ts";
import { useValue } from "../state/store.ts";
import { useApp, useClient } from "./app-context.tsx";

const setting = "workbench.colorTheme";

/** The list of colour themes: each is shown while one moves over it, Escape goes back, Enter keeps it. */
export function ThemePicker() {
  const { choosingTheme } = useApp();
  return useValue(choosingTheme) ? <Picker /> : null;
}

function Picker() {
  const { choosingTheme, theme: shown, notices } = useApp();
  const client = useClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const fileField = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const load = useCallback(
    async (signal: AbortSignal) => ({
      themes: await client.themes.list({}, { signal }),
      current: await client.themes.current({}, { signal }),
    }),
    [client],
  );
  const { data, reload } = useResource(load);
  const name = chosen ?? data?.current.name ?? null;

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it is taken away: only then the focus goes back to where it was.
    return () => element?.close();
  }, []);
  const listed = data !== null;
  // The dialog was opened before there was a list: its first button has the focus by now.
  useEffect(() => {
    if (listed) dialog.current?.querySelector<HTMLElement>("input[type=radio]:checked")?.focus();
  }, [listed]);

  const leave = () => {
    shown.restore();
    choosingTheme.set(false);
  };
  const look = (next: string) => {
    setChosen(next);
    const found = data?.themes.find((each) => each.name === next);
    if (found) shown.show(found.theme);
  };
  const keep = async (kept: string) => {
    choosingTheme.set(false);
    try {
      await client.settings.set({ name: setting, value: kept });
    } catch (error) {
      shown.restore();
      notices.error(`The colour theme was not changed: ${explain(error)}`);
    }
  };
  const add = async (file: File | undefined) => {
    if (!file) return;
    try {
      const added = await client.themes.add({ fileName: file.name, text: await file.text() });
      reload();
      await keep(added.name);
    } catch (error) {
      notices.error(explain(error));
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it, as Escape does
    <dialog
      ref={dialog}
      className="quick-pick"
      aria-label="Colour theme"
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClick={(event) => event.target === dialog.current && leave()}
    >
      <form
        className="quick-pick-box theme-picker"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== null) void keep(name);
        }}
      >
        <p className="theme-picker-title">Select a colour theme (up and down to look at each, Enter to keep it)</p>
        <fieldset className="quick-pick-list" aria-label="Colour themes">
          {(data?.themes ?? []).map(({ name: each, problem }) => (
            <label
              key={each}
              className={each === name ? "quick-pick-row is-chosen" : "quick-pick-row"}
              title={problem ?? each}
            >
              <input
                type="radio"
                className="off-screen"
                name="theme"
                checked={each === name}
                disabled={problem !== null}
                onChange={() => look(each)}
                onDoubleClick={() => void keep(each)}
              />
              <span className="quick-pick-label">{each}</span>
              <span className="quick-pick-description">{problem ?? ""}</span>
            </label>
          ))}
        </fieldset>
        <div className="form-buttons">
          <button type="submit" className="button">
            Use this theme
          </button>
          <button type="button" className="button is-secondary" onClick={() => fileField.current?.click()}>
            <Icon name="add" />
            Add a theme file…
          </button>
          <input
            ref={fileField}
            type="file"
            accept=".json,.jsonc"
            hidden
            aria-label="Theme file"
            onChange={(event) => void add(event.target.files?.[0])}
          />
        </div>
      </form>
    </dialog>
  );
}
