import { useApp, useEnabled } from "../workbench/app-context.tsx";
import { Icon } from "./icon.tsx";

type ActionProps = {
  readonly command: string;
  readonly subject?: string;
  /** Default: the command's. */
  readonly icon?: string;
  /** Default: the command's title. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly tabIndex?: number;
  /** Left out instead of greyed while the command can do nothing. */
  readonly hideDisabled?: boolean;
};

/** A command as a small button with a picture only; its title and keys are the tooltip. */
export function Action({ command, subject, icon, label, pressed, tabIndex, hideDisabled = false }: ActionProps) {
  const { commands } = useApp();
  const found = commands.get(command);
  const enabled = useEnabled(command, subject);
  if (!found || (hideDisabled && !enabled)) return null;
  return (
    <button
      type="button"
      className="action"
      title={label ?? commands.hint(command)}
      aria-label={label ?? found.title}
      aria-pressed={pressed}
      tabIndex={tabIndex}
      disabled={!enabled}
      onClick={(event) => {
        event.stopPropagation();
        commands.execute(command, subject);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={icon ?? found.icon ?? "circle-outline"} />
    </button>
  );
}
