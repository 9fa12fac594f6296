import { useCallback, useEffect, useState } from "react";
import type { TextProblem } from "../../../jobs/model/jsonc.ts";
import { readSettingsText } from "../../../jobs/model/settings-text.ts";
import { Button } from "../../components/button.tsx";
import { JsonEditor } from "../../components/json-editor/json-editor.tsx";
import { Failed, Loading, Note } from "../../components/notes.tsx";
import { explain } from "../../state/errors.ts";
import { fieldsOf } from "../../state/fields-of.ts";
import { useResource } from "../../state/resource.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { useDraft, useSaveDraft } from "../../workbench/use-draft.ts";
import "./settings.css";

type Opened = { readonly path: string; readonly text: string; readonly version: string };
/** What was typed, and the version of the file that it was typed upon. */
type Draft = { readonly text: string; readonly upon: string };

const draftOptions = {
  parse: (kept: unknown): Draft | null => {
    const { text, upon } = fieldsOf(kept);
    return typeof text === "string" && typeof upon === "string" ? { text, upon } : null;
  },
} as const;

const problems = (text: string): readonly TextProblem[] => readSettingsText(text).problems;

/** `settings.json` as a text: what is saved is in force at once. */
export function SettingsFileEditor() {
  const client = useClient();
  const version = useLive((live) => live.settingsVersion);
  const load = useCallback((signal: AbortSignal) => client.settings.file({}, { signal }), [client]);
  const { data, phase, message, reload } = useResource(load);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it says that the file may be another now
  useEffect(() => reload(), [version, reload]);
  if (!data && phase === "failed") return <Failed what="settings.json" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="settings.json" />;
  return <Editor file={data} onSaved={reload} />;
}

function Editor({ file, onSaved }: { readonly file: Opened; readonly onSaved: () => void }) {
  const app = useApp();
  const client = useClient();
  const [draft, setDraft] = useDraft("settings-file:/text", draftOptions);
  const [failure, setFailure] = useState<string | null>(null);
  const stale = draft !== null && draft.upon !== file.version && draft.text !== file.text;

  const change = (text: string) => {
    setFailure(null);
    setDraft((known) => (text === file.text ? null : { text, upon: known?.upon ?? file.version }));
  };
  const save = async (upon = draft?.upon): Promise<boolean> => {
    if (draft === null || upon === undefined) return true;
    try {
      await client.settings.saveFile({ text: draft.text, version: upon });
      setFailure(null);
      setDraft(() => null);
      return true;
    } catch (error) {
      setFailure(explain(error));
      return false;
    } finally {
      onSaved();
    }
  };
  useSaveDraft("settings-file:/text", save);

  return (
    <div className="settings-file">
      <div className="settings-file-bar">
        <span className="settings-file-path" title={file.path}>
          {file.path}
        </span>
        <span role="status">{draft === null ? "" : "Not saved"}</span>
        <Button disabled={draft === null} onClick={() => void save()}>
          Save
        </Button>
        <Button icon="settings" onClick={() => app.open({ kind: "settings", id: "" })}>
          Open settings
        </Button>
      </div>
      {draft !== null && (stale || failure !== null) && (
        <Note
          severity="warning"
          action={
            stale && (
              <>
                <Button onClick={() => setDraft(() => null)}>Take theirs</Button>
                <Button onClick={() => void save(file.version)}>Keep mine</Button>
              </>
            )
          }
        >
          {stale ? "The file was changed elsewhere since you began. Nothing of yours is saved yet." : failure}
        </Note>
      )}
      <JsonEditor
        fill
        label="settings.json"
        value={draft?.text ?? file.text}
        problems={problems}
        onChange={change}
        onSave={() => void save()}
      />
    </div>
  );
}
