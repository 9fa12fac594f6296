import { useState } from "react";
import type { SettingView } from "../../../jobs/model/read-models/settings.ts";
import { settingField } from "../../../jobs/model/settings.ts";
import { Button } from "../../components/button.tsx";
import { useApp } from "../../workbench/app-context.tsx";
import { draftProblem, isFixed } from "./field-state.ts";

type WidgetProps = { readonly id: string; readonly field: SettingView; readonly onStore: (value: string) => void };

/** What a setting is changed with: a box to tick, a list of choices, a list of themes, or a text. */
export function SettingWidget(props: WidgetProps) {
  if (props.field.name === "workbench.colorTheme") return <ThemeSetting {...props} />;
  if (props.field.kind === "boolean") return <CheckSetting {...props} />;
  return props.field.kind === "enum" ? <ChoiceSetting {...props} /> : <TextSetting {...props} />;
}

function CheckSetting({ id, field, onStore }: WidgetProps) {
  return (
    <div className="setting-check">
      <input
        id={id}
        type="checkbox"
        className="checkbox"
        checked={field.value === "true"}
        disabled={isFixed(field)}
        onChange={(event) => onStore(String(event.target.checked))}
      />
      <span>{field.description}</span>
    </div>
  );
}

function ChoiceSetting({ id, field, onStore }: WidgetProps) {
  const choices = settingField(field.name)?.choices ?? [];
  const chosen = choices.find(({ value }) => value === field.value);
  return (
    <>
      <p className="setting-about">{field.description}</p>
      <select
        id={id}
        className="input"
        value={field.value ?? ""}
        disabled={isFixed(field)}
        aria-describedby={`${id}-choice`}
        onChange={(event) => onStore(event.target.value)}
      >
        {choices.map(({ value, description }) => (
          <option key={value} value={value} title={description}>
            {value}
          </option>
        ))}
      </select>
      <p id={`${id}-choice`} className="setting-about">
        {chosen?.description}
      </p>
    </>
  );
}

function ThemeSetting({ id, field }: WidgetProps) {
  const { choosingTheme } = useApp();
  return (
    <>
      <p className="setting-about">{field.description}</p>
      <div className="field-row">
        <input id={id} className="input" type="text" readOnly value={field.value ?? ""} />
        <Button icon="symbol-color" onClick={() => choosingTheme.set(true)}>
          Choose…
        </Button>
      </div>
    </>
  );
}

function TextSetting({ id, field, onStore }: WidgetProps) {
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
        placeholder={field.placeholder ?? ""}
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
