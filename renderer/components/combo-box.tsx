import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { nextIndex } from "./roving.ts";
import "./combo-box.css";

export type ComboOption = {
  readonly value: string;
  readonly label: string;
  /** Stands at the end of the line. */
  readonly note?: string;
};

type ComboBoxProps = {
  readonly id: string;
  readonly value: string;
  /** What is offered for what was typed; the best first. */
  readonly find: (typed: string) => readonly ComboOption[];
  readonly onChange: (value: string) => void;
  /** What is said when nothing is found. */
  readonly nothing: string;
};

/** A text field that offers what fits: type to narrow, arrows to choose, Enter to take, Escape to leave it as it was. */
export function ComboBox({ id, value, find, onChange, nothing }: ComboBoxProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  // null while nobody searches: then the value itself stands in the field.
  const [typed, setTyped] = useState<string | null>(null);
  const [index, setIndex] = useState(0);
  const options = typed === null ? [] : find(typed);
  const current = options[Math.min(index, options.length - 1)];

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);

  const search = (text: string) => {
    setTyped(text);
    setIndex(0);
  };
  const take = (option: ComboOption | undefined) => {
    if (option && option.value !== value) onChange(option.value);
    setTyped(null);
  };
  const press = (event: KeyboardEvent) => {
    if (typed === null) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      search("");
    } else if (event.key === "Enter") take(current);
    else if (event.key === "Escape") setTyped(null);
    else {
      const next = ["Home", "End"].includes(event.key)
        ? undefined
        : nextIndex(event.key, { index, count: options.length, orientation: "vertical" });
      if (next === undefined) return;
      setIndex(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="combo">
      <input
        id={id}
        type="text"
        className="input"
        role="combobox"
        aria-expanded={typed !== null}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${options.indexOf(current)}` : undefined}
        value={typed ?? value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => search(event.target.value)}
        onClick={() => typed === null && search("")}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={press}
      />
      <div
        id={listId}
        ref={list}
        className="combo-list"
        role="listbox"
        aria-label="Suggestions"
        hidden={typed === null}
      >
        {options.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above handles the keys
          <div
            key={option.value}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={option === current}
            // Before the field loses the focus, which would close the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(option)}
          >
            <span>{option.label}</span>
            {option.note !== undefined && <span className="combo-note">{option.note}</span>}
          </div>
        ))}
        {options.length === 0 && (
          <div className="combo-nothing" role="presentation">
            {nothing}
          </div>
        )}
      </div>
    </div>
  );
}
