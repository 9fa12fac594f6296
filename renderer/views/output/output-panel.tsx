import { useEffect, useState } from "react";
import { Action } from "../../components/action.tsx";
import { Icon } from "../../components/icon.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { createOutput, type Output } from "../../state/output.ts";
import { createStore, useValue } from "../../state/store.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { PanelToolbar } from "../../workbench/panel.tsx";
import { LogView } from "../log/log-view.tsx";
import "../log/log.css";

/** What the host of the jobs says about itself: its starts, what it could not do, and why. */
export function OutputPanel() {
  const output = useOutput();
  return output && <OutputOf output={output} />;
}

function OutputOf({ output }: { readonly output: Output }) {
  const { rows, phase, message } = useValue(output);
  const actions = <OutputActions onClear={output.clear} />;
  if (rows.length > 0) return <LogView id="output" log={output} onSave={null} actions={actions} />;
  if (phase === "failed") return <Failed what="the output" message={message ?? ""} onRetry={output.retry} />;
  if (phase === "loading") return <Loading what="the output" />;
  return (
    <>
      <PanelToolbar>
        <div className="log-tools">{actions}</div>
      </PanelToolbar>
      <Blank icon="output" title="Nothing to show">
        <p className="blank-text">What the host of your jobs writes from now on appears here.</p>
      </Blank>
    </>
  );
}

function OutputActions({ onClear }: { readonly onClear: () => void }) {
  return (
    <>
      <button
        type="button"
        className="action"
        aria-label="Clear"
        title="Clear (the file stays as it is)"
        onClick={onClear}
      >
        <Icon name="clear-all" />
      </button>
      <Action command="output.showFile" />
    </>
  );
}

/** Followed while it is shown: the host tells nothing to a panel that nobody sees. */
function useOutput(): Output | null {
  const { kept } = useApp();
  const client = useClient();
  const [output, setOutput] = useState<Output | null>(null);
  useEffect(() => {
    const cleared = kept.get("output/cleared", () => ({ ...createStore(0), stop: () => undefined }));
    const made = createOutput({ client, cleared, nextFrame: (callback) => void requestAnimationFrame(callback) });
    setOutput(made);
    return made.stop;
  }, [client, kept]);
  return output;
}
