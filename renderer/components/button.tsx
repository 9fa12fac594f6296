import type { ReactNode } from "react";
import { useApp, useEnabled } from "../workbench/app-context.tsx";
import { Icon } from "./icon.tsx";

type ButtonProps = {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly icon?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly expanded?: boolean;
};

export function Button({ children, onClick, icon, primary = false, disabled = false, title, expanded }: ButtonProps) {
  return (
    <button
      type="button"
      className={primary ? "button" : "button is-secondary"}
      onClick={onClick}
      disabled={disabled}
      title={title}
      aria-expanded={expanded}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type CommandButtonProps = {
  readonly command: string;
  readonly subject: string;
  readonly primary?: boolean;
  /** Default: the command's title. */
  readonly label?: string;
};

/** A command as a button with its words. */
export function CommandButton({ command, subject, primary = false, label }: CommandButtonProps) {
  const { commands } = useApp();
  const found = commands.get(command);
  const enabled = useEnabled(command, subject);
  if (!found) return null;
  return (
    <Button
      primary={primary}
      {...(found.icon === undefined ? {} : { icon: found.icon })}
      title={commands.hint(command)}
      disabled={!enabled}
      onClick={() => commands.execute(command, subject)}
    >
      {label ?? found.title}
    </Button>
  );
}
