import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";

/** A job that runs at once, without an account. */
export function DemoStep() {
  const { commands } = useApp();
  const demo = useLive((live) => live.engine.demo);
  const { busy, problem, start } = useDemoStart();
  return (
    <>
      <p>
        The demo workspace has a sample bucket, sample feeds and a stand-in for the AI, all on this computer. The S3
        sync runs at once and opens with its log; the news tick and a brief follow. All is marked as a demo, and one
        click removes what it left.
      </p>
      <div className="form-buttons">
        {demo ? (
          <Button icon="trash" onClick={() => commands.execute("demo.remove")}>
            Remove the demo
          </Button>
        ) : (
          <Button primary icon="beaker" disabled={busy} onClick={() => void start()}>
            {busy ? "Starting the demo…" : "Start the demo"}
          </Button>
        )}
      </div>
      {demo && <p>The demo workspace is on.</p>}
      {problem && (
        <p className="field-problem" role="alert">
          <Icon name="error" /> {problem}
        </p>
      )}
    </>
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
