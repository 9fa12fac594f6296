import { useId, useState } from "react";
import type { SettingGroupView, SettingView } from "../../../jobs/model/read-models/settings.ts";
import { copyAndTell } from "../../components/copy-text.ts";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { isFixed, placeholderOf } from "./field-state.ts";
import { ModelServers } from "./model-servers.tsx";
import { SettingWidget } from "./setting-widgets.tsx";

type PlainGroupProps = { readonly group: SettingGroupView; readonly onChanged: () => void };

/** Settings that are no credentials: each is stored as soon as it is changed, as in VS Code. */
export function PlainGroup({ group, onChanged }: PlainGroupProps) {
  return (
    <section className="settings-group" data-group={group.id} aria-label={group.title}>
      <h3 className="section-title">{group.title}</h3>
      <p className="settings-about">{group.description}</p>
      {group.id === "ai" && <ModelServers onChanged={onChanged} />}
      {group.fields.map((field) => (
        // Keyed by its value: when it changes elsewhere, what is shown is that.
        <PlainField key={`${field.name} ${field.value}`} field={field} onChanged={onChanged} />
      ))}
    </section>
  );
}

type PlainFieldProps = { readonly field: SettingView; readonly onChanged: () => void };

function PlainField({ field, onChanged }: PlainFieldProps) {
  const app = useApp();
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
        <button
          type="button"
          className="action setting-copy"
          title={`Copy setting ID: ${field.name}`}
          aria-label={`Copy setting ID of ${field.title}`}
          onClick={() => void copyAndTell(app, field.name, "The ID of the setting")}
        >
          <Icon name="copy" />
        </button>
      </div>
      <SettingWidget id={id} field={field} onStore={(value) => void store(value)} />
      {isFixed(field) && <p className="setting-about">{placeholderOf(field, null)}: it is changed there.</p>}
      {failure && <p className="field-problem">{failure}</p>}
    </div>
  );
}
