import { Icon } from "./icon.tsx";

type FilterBoxProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: string;
  /** What the focus goes to when the part that it is in is entered by keys. */
  readonly firstStop?: boolean;
  /** Enter (1) and Shift+Enter (-1). */
  readonly onStep?: (step: 1 | -1) => void;
};

/** Longer than anybody types; what is pasted by mistake may hold the window up. */
export const longestFilter = 1_000;

/** A text field that narrows a list; Escape empties it. */
export function FilterBox({ label, value, onChange, icon = "filter", firstStop = false, onStep }: FilterBoxProps) {
  return (
    <div className="filter-box">
      <Icon name={icon} />
      <input
        type="text"
        className="filter-input"
        maxLength={longestFilter}
        placeholder={label}
        aria-label={label}
        data-first-stop={firstStop}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.stopPropagation();
            onChange("");
          }
          if (event.key === "Enter") onStep?.(event.shiftKey ? -1 : 1);
        }}
      />
      {value !== "" && (
        <button type="button" className="action" aria-label="Clear" title="Clear (Escape)" onClick={() => onChange("")}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
