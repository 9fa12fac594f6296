import { useCallback, useEffect } from "react";
import type { TextProblem } from "../../../jobs/model/jsonc.ts";
import { readSettingsText } from "../../../jobs/model/settings-text.ts";
import { Button } from "../../components/button.tsx";
import { JsonEditor } from "../../components/json-editor/json-editor.tsx";
import { Failed, Loading, Note } from "../../components/notes.tsx";
import { explain } from "../../state/errors.ts";
import { useResource } from "../../state/resource.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import "./settings.css";

type Opened = { readonly path: string; readonly text: string; readonly version: string };
/** What was typed upon which text; null while nothing was. */
type Draft = { readonly text: string; readonly upon: Opened; readonly failure: string | null };

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
  const [draft, setDraft] = useKeptState<Draft | null>("settings-file:/draft", null);
  const stale = draft !== null && draft.upon.version !== file.version && draft.text !== file.text;

  const change = (text: string) =>
    setDraft((known) => (text === file.text ? null : { text, upon: known?.upon ?? file, failure: null }));
  const save = async (upon: string) => {
    if (draft === null) return;
    try {
      await client.settings.saveFile({ text: draft.text, version: upon });
      setDraft(() => null);
      onSaved();
    } catch (error) {
      setDraft((known) => known && { ...known, failure: explain(error) });
      onSaved();
    }
  };

  return (
    <div className="settings-file">
      <div className="settings-file-bar">
        <span className="settings-file-path" title={file.path}>
          {file.path}
        </span>
        <span role="status">{draft === null ? "" : "Not saved"}</span>
        <Button disabled={draft === null} onClick={() => void save(draft?.upon.version ?? file.version)}>
          Save
        </Button>
        <Button icon="settings" onClick={() => app.open({ kind: "settings", id: "" })}>
          Open settings
        </Button>
      </div>
      {draft !== null && (stale || draft.failure !== null) && (
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
          {stale ? "The file was changed elsewhere since you began. Nothing of yours is saved yet." : draft.failure}
        </Note>
      )}
      <JsonEditor
        fill
        label="settings.json"
        value={draft?.text ?? file.text}
        problems={problems}
        onChange={change}
        onSave={() => void save(draft?.upon.version ?? file.version)}
      />
    </div>
  );
}
