import { useState } from "react";
import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { SettingGroupView, SettingView } from "../../../jobs/model/read-models/settings.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Note } from "../../components/notes.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { useDraft, useSaveDraft } from "../../workbench/use-draft.ts";
import { CredentialField } from "./credential-field.tsx";
import { changedFields, type Drafts, draftProblem } from "./field-state.ts";
import { storeSettings, testEntered } from "./store-settings.ts";
import { type Outcome, TestOutcome } from "./test-outcome.tsx";

type CredentialGroupProps = {
  readonly group: SettingGroupView;
  readonly vault: VaultStatus;
  readonly onChanged: () => void;
};

const nothing: Drafts = {};
const draftOptions = { isSecret: true, parse: (typed: unknown) => typed as Drafts } as const;

/** The credentials of one service: entered, stored, tested. What is secret goes in and never comes back. */
export function CredentialGroup({ group, vault, onChanged }: CredentialGroupProps) {
  const app = useApp();
  const client = useClient();
  const draftKey = `settings:/credentials/${group.id}`;
  const [typed, setDrafts] = useDraft(draftKey, draftOptions);
  const drafts = typed ?? nothing;
  const [busy, setBusy] = useState<"saving" | "testing" | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const changed = changedFields(group.fields, drafts);
  const sound = changed.every((field) => draftProblem(field, drafts) === undefined);

  const save = async (): Promise<boolean> => {
    if (changed.length === 0) return true;
    setBusy("saving");
    const stored = await storeSettings({ app, fields: changed, drafts, vault });
    if (stored) setDrafts(() => null);
    onChanged();
    return stored;
  };
  const change = (name: string, value: string) =>
    setDrafts((known) => {
      const next = { ...known, [name]: value };
      return changedFields(group.fields, next).length > 0 ? next : null;
    });
  const attempt = async (call: () => Promise<Outcome | null>) => {
    setOutcome(null);
    try {
      setOutcome(await call());
    } catch (error) {
      setOutcome({ ok: false, message: explain(error) });
    } finally {
      setBusy(null);
    }
  };
  useSaveDraft(draftKey, async () => {
    let saved = false;
    if (sound)
      await attempt(async () => {
        saved = await save();
        return saved ? { ok: true, message: "Saved." } : null;
      });
    return saved;
  });
  const saveOnly = () => attempt(async () => ((await save()) ? { ok: true, message: "Saved." } : null));
  const test = () =>
    attempt(async () => {
      setBusy("testing");
      const tested = await testEntered({ app, group: group.id, fields: changed, drafts, vault });
      if (tested?.ok) setDrafts(() => null);
      onChanged();
      if (!tested || changed.length === 0) return tested;
      return { ...tested, message: `${tested.message} ${tested.ok ? "Saved." : "Nothing was saved."}` };
    });
  const remove = (field: SettingView) =>
    attempt(async () => {
      await client.settings.remove({ name: field.name });
      onChanged();
      return { ok: true, message: `${field.title} removed.` };
    });

  return (
    <form
      className="settings-group"
      data-group={group.id}
      aria-label={group.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0 && sound && busy === null) void saveOnly();
      }}
    >
      <h3 className="section-title">{group.title}</h3>
      <p className="settings-about">{group.description}</p>
      {group.id === "openai" && (
        <button type="button" className="link" onClick={() => app.reveal.set({ editor: "settings:", part: "ai" })}>
          Go to AI › Model server
        </button>
      )}
      <Storage vault={vault} />
      {group.fields.map((field) => (
        <CredentialField
          key={field.name}
          field={field}
          vault={vault}
          drafts={drafts}
          problem={draftProblem(field, drafts)}
          onChange={(value) => change(field.name, value)}
          onRemove={() => void remove(field)}
        />
      ))}
      <div className="form-buttons">
        <button type="submit" className="button" disabled={changed.length === 0 || !sound || busy !== null}>
          Save
        </button>
        {group.testable && (
          <Button icon="plug" disabled={!sound || busy !== null} onClick={() => void test()}>
            {changed.length > 0 ? "Test and save" : "Test connection"}
          </Button>
        )}
        <div className="settings-outcome" role="status">
          {busy === "testing" && "Testing the connection…"}
          {busy === "saving" && "Saving…"}
          {busy === null && outcome && <TestOutcome {...outcome} />}
          {busy === null && !outcome && group.passedAt !== null && changed.length === 0 && (
            <span className="is-done">
              <Icon name="pass" /> Passed a test{" "}
              <TimeText at={group.passedAt} write={(times, now) => times.dayShort(group.passedAt ?? 0, now)} />
            </span>
          )}
        </div>
      </div>
    </form>
  );
}

function Storage({ vault }: { readonly vault: VaultStatus }) {
  if (vault.warning !== null) return <Note severity="warning">{vault.warning}</Note>;
  return (
    <p className="settings-storage">
      <Icon name="lock" /> Secrets are kept in {vault.title}. They are never shown again.
    </p>
  );
}
