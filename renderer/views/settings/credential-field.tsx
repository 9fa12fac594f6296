import { useId } from "react";
import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { SettingView } from "../../../jobs/model/read-models/settings.ts";
import { Icon } from "../../components/icon.tsx";
import { type Drafts, isFixed, needOf, placeholderOf, shownValue } from "./field-state.ts";

type CredentialFieldProps = {
  readonly field: SettingView;
  readonly vault: VaultStatus;
  readonly drafts: Drafts;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onRemove: () => void;
};

export function CredentialField({ field, vault, drafts, problem, onChange, onRemove }: CredentialFieldProps) {
  const id = useId();
  const value = shownValue(field, drafts);
  // An emptied field is no mistake of a user who is about to type.
  const shownProblem = value === "" ? undefined : problem;
  const placeholder = placeholderOf(field, vault);
  return (
    <div className="field settings-field">
      <label htmlFor={id}>
        {field.title}
        <span className="field-optional"> {needOf(field)}</span>
      </label>
      <div className="field-row">
        <input
          id={id}
          className={shownProblem ? "input is-invalid" : "input"}
          type={field.kind === "secret" ? "password" : "text"}
          value={value}
          placeholder={placeholder}
          title={isFixed(field) ? `${placeholder}: it is changed there` : undefined}
          disabled={isFixed(field)}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={shownProblem !== undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        {field.source === "stored" && (
          <button
            type="button"
            className="action"
            aria-label={`Remove ${field.title}`}
            title={`Remove ${field.title}`}
            onClick={onRemove}
          >
            <Icon name="trash" />
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className={shownProblem ? "field-problem" : "field-hint"}>
        {shownProblem ?? field.description}
      </p>
    </div>
  );
}
