import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../components/icon.tsx";
import { useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import { followFocus } from "./follow-focus.ts";
import { commandPrefix, type FoundItem, quickItems } from "./quick-open.ts";
import { useFoundLater } from "./use-found-later.ts";

/** The list at the top of the window in which one types what one looks for. */
export function QuickPick() {
  const { quickOpen } = useApp();
  const text = useValue(quickOpen.text);
  return text === null ? null : <Picker text={text} />;
}

function Picker({ text }: { readonly text: string }) {
  const app = useApp();
  const { quickOpen } = app;
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const later = useFoundLater(app, text);
  const items = [...quickItems(app, text), ...later];
  const index = Math.min(chosen, items.length - 1);
  const close = () => quickOpen.text.set(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it is taken away: only then the focus goes back to where it was.
    return () => element?.close();
  }, []);
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);

  const choose = (item: FoundItem | undefined, stay: boolean) => {
    if (!item) return;
    close();
    // After the dialog has given the focus back: what is run may move it.
    const to = text.startsWith(commandPrefix) ? null : "editor";
    requestAnimationFrame(() => followFocus(app, { run: () => item.run(stay), to }));
  };
  const press = (event: KeyboardEvent) => {
    const next = moved(event.key, index, items.length);
    if (next !== null) setChosen(next);
    else if (event.key === "Enter") choose(items[index], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it, as Escape does
    <dialog
      ref={dialog}
      className="quick-pick"
      aria-label={text.startsWith(commandPrefix) ? "Commands" : "Go to job or item"}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="quick-pick-box">
        <input
          className="input"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
          aria-label={`Job or news item to open, or ${commandPrefix} and a command`}
          placeholder={`Job or news item to open, or ${commandPrefix} and a command`}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setChosen(0);
            quickOpen.text.set(event.target.value);
          }}
          onKeyDown={press}
        />
        <div className="quick-pick-list" role="listbox" id={`${id}-list`} aria-label="Results" ref={list}>
          {items.map((item, place) => (
            <Row key={item.id} id={`${id}-${place}`} item={item} chosen={place === index} onChoose={choose} />
          ))}
        </div>
        {items.length === 0 && (
          <p className="quick-pick-empty" role="status">
            No matching results. {text.startsWith(commandPrefix) ? "" : `Commands begin with ${commandPrefix}`}
          </p>
        )}
      </div>
    </dialog>
  );
}

type RowProps = {
  readonly id: string;
  readonly item: FoundItem;
  readonly chosen: boolean;
  readonly onChoose: (item: FoundItem, stay: boolean) => void;
};

function Row({ id, item, chosen, onChoose }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the option is told by aria-activedescendant
    <div
      className={chosen ? "quick-pick-row is-chosen" : "quick-pick-row"}
      role="option"
      id={id}
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(item, event.ctrlKey || event.metaKey)}
    >
      {item.icon && <Icon name={item.icon} />}
      <span className="quick-pick-label">
        <Letters text={item.label} places={item.places} />
      </span>
      <span className="quick-pick-description">{item.description}</span>
      {item.keys !== "" && <kbd>{item.keys}</kbd>}
    </div>
  );
}

/** The text with the letters that were looked for in bold. */
function Letters({ text, places }: { readonly text: string; readonly places: readonly number[] }) {
  const hits = new Set(places);
  // biome-ignore lint/suspicious/noArrayIndexKey: letters of one text have no other name than their place
  return [...text].map((letter, place) => (hits.has(place) ? <b key={place}>{letter}</b> : letter));
}

/** The place to which a key leads in a list of so many, round its ends; null when it is no key of lists. */
function moved(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "PageDown") return Math.min(index + 10, count - 1);
  if (key === "PageUp") return Math.max(index - 10, 0);
  return null;
}
