import { Button } from "../../components/button.tsx";
import { JsonEditor } from "../../components/json-editor/json-editor.tsx";
import { Failed, Loading } from "../../components/notes.tsx";
import { explain } from "../../state/errors.ts";
import { fieldsOf } from "../../state/fields-of.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { useDraft, useSaveDraft } from "../../workbench/use-draft.ts";
import "./keybindings.css";

/** What is written here and not saved, and the text that it was made of. */
type Draft = { readonly text: string; readonly version: string };

const draftOptions = {
  parse: (kept: unknown): Draft | null => {
    const { text, version } = fieldsOf(kept);
    return typeof text === "string" && typeof version === "string" ? { text, version } : null;
  },
} as const;

const beginning = `// Your own keys. They count before the defaults; a command with "-" before it loses its default.
// Ctrl+K Ctrl+S lists all commands with their names.
[
  // { "key": "ctrl+alt+r", "command": "runs.show", "when": "!inputFocus" }
]
`;

/** `keybindings.json` as a text. */
export function KeybindingsFileEditor() {
  const { usersKeys, commands, notices } = useApp();
  const client = useClient();
  const { file, message } = useValue(usersKeys.state);
  const [draft, setDraft] = useDraft("keybindings-file:/text", draftOptions);
  const text = draft?.text ?? (file?.text || beginning);
  const isElsewhere = draft !== null && file !== null && draft.version !== file.version;

  const save = async (): Promise<boolean> => {
    if (draft === null) return true;
    try {
      await client.keybindings.save(draft);
      setDraft(() => null);
      return true;
    } catch (error) {
      notices.error(`keybindings.json was not saved: ${explain(error)}`);
      return false;
    }
  };
  useSaveDraft("keybindings-file:/text", save);

  if (!file)
    return message ? (
      <Failed what="keybindings.json" message={message} onRetry={() => window.location.reload()} />
    ) : (
      <Loading what="keybindings.json" />
    );
  const change = (next: string) =>
    setDraft((known) => (next === file.text ? null : { text: next, version: known?.version ?? file.version }));

  return (
    <div className="keybindings-file">
      <div className="keybindings-file-head">
        <h2 className="off-screen">keybindings.json</h2>
        <p title={file.path}>{file.path}</p>
        {isElsewhere && (
          <>
            <span role="status">It was changed elsewhere meanwhile.</span>
            <Button onClick={() => setDraft(() => null)}>Take that</Button>
            <Button onClick={() => setDraft(() => ({ text, version: file.version }))}>Keep mine</Button>
          </>
        )}
        <Button onClick={() => commands.execute("keybindings.open")}>Keyboard shortcuts</Button>
        <Button primary disabled={draft === null || isElsewhere} onClick={() => void save()}>
          Save
        </Button>
      </div>
      <JsonEditor
        fill
        label="keybindings.json"
        value={text}
        problems={usersKeys.problemsOf}
        onChange={change}
        onSave={() => void save()}
      />
    </div>
  );
}
