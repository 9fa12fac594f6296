import { useId, useState } from "react";
import type { SettingGroupView, SettingView } from "../../../jobs/model/read-models.ts";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { draftProblem, isFixed } from "./field-state.ts";

type PlainGroupProps = { readonly group: SettingGroupView; readonly onChanged: () => void };

/** Settings that are no credentials: each is stored as soon as it is changed, as in VS Code. */
export function PlainGroup({ group, onChanged }: PlainGroupProps) {
  return (
    <section className="settings-group" data-group={group.id} aria-label={group.title}>
      <h3 className="section-title">{group.title}</h3>
      <p className="settings-about">{group.description}</p>
      {group.fields.map((field) => (
        // Keyed by its value: when it changes elsewhere, what is shown is that.
        <PlainField key={`${field.name} ${field.value}`} field={field} onChanged={onChanged} />
      ))}
    </section>
  );
}

type PlainFieldProps = { readonly field: SettingView; readonly onChanged: () => void };

function PlainField({ field, onChanged }: PlainFieldProps) {
  const client = useClient();
  const id = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const modified = field.source === "stored";

  const change = async (call: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await call();
      onChanged();
    } catch (error) {
      setFailure(explain(error));
    }
  };
  const store = (value: string) => change(() => client.settings.set({ name: field.name, value }));
  const reset = () => change(() => client.settings.remove({ name: field.name }));

  return (
    <div className={modified ? "setting is-modified" : "setting"}>
      <div className="setting-title">
        <label htmlFor={id}>{field.title}</label>
        {modified && (
          <button
            type="button"
            className="action"
            title={`Reset to ${field.default ?? "nothing"}`}
            aria-label={`Reset ${field.title}`}
            onClick={() => void reset()}
          >
            <Icon name="discard" />
          </button>
        )}
      </div>
      {field.kind === "boolean" ? (
        <div className="setting-check">
          <input
            id={id}
            type="checkbox"
            className="checkbox"
            checked={field.value === "true"}
            disabled={isFixed(field)}
            onChange={(event) => void store(String(event.target.checked))}
          />
          <span>{field.description}</span>
        </div>
      ) : (
        <TextSetting id={id} field={field} onStore={(value) => void store(value)} />
      )}
      {failure && <p className="field-problem">{failure}</p>}
    </div>
  );
}

type TextSettingProps = { readonly id: string; readonly field: SettingView; readonly onStore: (value: string) => void };

function TextSetting({ id, field, onStore }: TextSettingProps) {
  const stored = field.value ?? "";
  const [value, setValue] = useState(stored);
  const problem = value === stored ? undefined : draftProblem(field, { [field.name]: value });
  const commit = () => {
    if (value !== stored && problem === undefined) onStore(value.trim());
  };
  return (
    <>
      <p className="setting-about">{field.description}</p>
      <input
        id={id}
        className={problem ? "input is-invalid" : "input"}
        type="text"
        inputMode={field.kind === "number" ? "numeric" : "text"}
        value={value}
        disabled={isFixed(field)}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => setValue(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setValue(stored);
        }}
      />
      <p id={`${id}-problem`} className="field-problem" aria-live="polite">
        {problem}
      </p>
    </>
  );
}
