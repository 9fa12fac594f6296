import { useApp, useEnabled } from "../workbench/app-context.tsx";

type CommandLinkProps = {
  readonly command: string;
  readonly subject?: string;
  /** Default: the command's title. */
  readonly label?: string;
};

/** A command as a link with its words; left out while it can do nothing. */
export function CommandLink({ command, subject, label }: CommandLinkProps) {
  const { commands } = useApp();
  const enabled = useEnabled(command, subject);
  const found = commands.get(command);
  if (!found || !enabled) return null;
  return (
    <button
      type="button"
      className="link"
      title={commands.hint(command)}
      onClick={() => commands.execute(command, subject)}
    >
      {label ?? found.title}
    </button>
  );
}
