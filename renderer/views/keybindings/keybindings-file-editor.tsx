import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { JsonEditor } from "../../components/json-editor/json-editor.tsx";
import { Failed, Loading } from "../../components/notes.tsx";
import { explain } from "../../state/errors.ts";
import { useValue } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import "./keybindings.css";

/** What is written here and not saved, and the text that it was made of. */
type Draft = { readonly text: string; readonly version: string };

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
  const [draft, setDraft] = useState<Draft | null>(null);
  if (!file)
    return message ? (
      <Failed what="keybindings.json" message={message} onRetry={() => window.location.reload()} />
    ) : (
      <Loading what="keybindings.json" />
    );
  const text = draft?.text ?? (file.text === "" ? beginning : file.text);
  const isElsewhere = draft !== null && draft.version !== file.version;

  const save = async () => {
    try {
      await client.keybindings.save({ text, version: isElsewhere ? (draft?.version ?? file.version) : file.version });
      setDraft(null);
    } catch (error) {
      notices.error(`keybindings.json was not saved: ${explain(error)}`);
    }
  };

  return (
    <div className="keybindings-file">
      <div className="keybindings-file-head">
        <h2 className="off-screen">keybindings.json</h2>
        <p title={file.path}>{file.path}</p>
        {isElsewhere && (
          <>
            <span role="status">It was changed elsewhere meanwhile.</span>
            <Button onClick={() => setDraft(null)}>Take that</Button>
            <Button onClick={() => setDraft({ text, version: file.version })}>Keep mine</Button>
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
        onChange={(next) => setDraft({ text: next, version: draft?.version ?? file.version })}
        onSave={() => void save()}
      />
    </div>
  );
}
