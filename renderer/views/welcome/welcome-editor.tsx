import { useState } from "react";
import { EditorPage } from "../../components/editor-page.tsx";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import "./welcome.css";

/** The first thing that is seen on an empty home: the ways to begin. */
export function WelcomeEditor() {
  const { commands, show } = useApp();
  const demo = useLive((live) => live.engine.demo);
  const { busy, problem, start } = useDemoStart();
  return (
    <EditorPage editorKey="welcome:" className="welcome">
      <header className="welcome-head">
        <Icon name="layers" />
        <div>
          <h2>Jobdeck</h2>
          <p>
            Runs your background jobs on this computer, keeps the history of every run, and tells you when one fails.
          </p>
        </div>
      </header>
      <h3 className="section-title">Start</h3>
      <div className="welcome-tiles">
        <Tile
          icon="beaker"
          title="Try it with the demo workspace"
          busy={busy}
          disabled={demo}
          onClick={() => void start()}
        >
          {demo
            ? "The demo workspace is on."
            : "A sample bucket and a stand-in for the AI, both on this computer. The S3 sync runs at once, without an account; one click removes it all."}
        </Tile>
        <Tile icon="cloud" title="Connect your own bucket" onClick={() => show({ view: "settings", group: "s3" })}>
          Enter the credentials of your S3 storage and of OpenAI, and test them. Secrets go into the keychain of your
          system, where it has one.
        </Tile>
        <Tile icon="file-code" title="Write a task of your own" onClick={() => commands.execute("jobs.beginTaskFiles")}>
          A TypeScript file with an example is put into your folder of tasks and shown to you. Every save is taken at
          once; there is nothing to install.
        </Tile>
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          <Icon name="error" /> {problem}
        </p>
      )}
      <h3 className="section-title">Find your way</h3>
      <ul className="welcome-keys">
        {["workbench.showCommands", "jobs.show", "runs.show", "workbench.togglePanel", "settings.open"].map((id) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => commands.execute(id)}>
              {commands.get(id)?.title}
            </button>
            <kbd>{commands.keys(id)}</kbd>
          </li>
        ))}
      </ul>
    </EditorPage>
  );
}

type TileProps = {
  readonly icon: string;
  readonly title: string;
  readonly children: string;
  readonly onClick: () => void;
  readonly busy?: boolean;
  readonly disabled?: boolean;
};

function Tile({ icon, title, children, onClick, busy = false, disabled = false }: TileProps) {
  return (
    <button type="button" className="tile" onClick={onClick} disabled={busy || disabled} aria-busy={busy}>
      <Icon name={icon} />
      <span className="tile-title">{busy ? "Starting the demo…" : title}</span>
      <span className="tile-text">{children}</span>
      {busy && <span className="progress-line" />}
    </button>
  );
}

/** Starting takes a moment and may fail: both are shown where it was asked for. */
function useDemoStart() {
  const { commands } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await commands.get("demo.start")?.run(undefined);
    } catch (error) {
      setProblem(`The demo did not start: ${explain(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, start };
}
