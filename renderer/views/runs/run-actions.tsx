import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { MenuButton } from "../../components/menu-button.tsx";
import { useStore } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";

type RunActionsProps = {
  readonly run: RunDetail;
  /** The form to run it again with another payload is shown. */
  readonly runningWith: boolean;
  readonly onRunWith: () => void;
};

/** What can be done with a run, as far as it makes sense in its state. */
export function RunActions({ run, runningWith, onRunWith }: RunActionsProps) {
  const { layout, commands } = useApp();
  const logVisible = useStore(layout, (known) => known.panelVisible && known.panel === "log");
  const ended = isFinal(run.status);
  const failed = run.status === "failed";
  const choice = (command: string) => ({
    title: commands.get(command)?.title ?? "",
    onChoose: () => commands.execute(command, run.id),
  });
  return (
    <div className="page-actions">
      {/* It goes when it was clicked: first in the row, it moves no other one beneath the pointer. */}
      {!logVisible && (
        <Button icon="list-flat" onClick={() => commands.execute("log.show")}>
          Show log
        </Button>
      )}
      {!ended && <CommandButton command="runs.cancel" subject={run.id} />}
      {ended && (
        <CommandButton command="runs.retry" subject={run.id} primary={failed} label={failed ? "Retry" : "Run again"} />
      )}
      {ended && (
        <Button icon="run-above" expanded={runningWith} onClick={onRunWith}>
          {commands.get("runs.runWith")?.title}
        </Button>
      )}
      <MenuButton
        label="More actions"
        choices={[choice("runs.openToSide"), choice("runs.openJob"), { ...choice("runs.copyId"), apart: true }]}
      >
        <Icon name="ellipsis" />
      </MenuButton>
    </div>
  );
}
