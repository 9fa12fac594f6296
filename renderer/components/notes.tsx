import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

type NoteProps = {
  readonly severity: "info" | "warning" | "error";
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

const icons = { info: "info", warning: "warning", error: "error" } as const;

/** A line in an editor that says what is the matter, with what to do about it. */
export function Note({ severity, children, action }: NoteProps) {
  return (
    <div className={`note is-${severity}`}>
      <Icon name={icons[severity]} />
      <div className="note-text">{children}</div>
      {action}
    </div>
  );
}

type BlankProps = {
  readonly icon: string;
  readonly title: string;
  readonly children?: ReactNode;
};

/** What stands where a list would be, when there is nothing in it or it could not be read. */
export function Blank({ icon, title, children }: BlankProps) {
  return (
    <div className="blank">
      <Icon name={icon} />
      <p className="blank-title">{title}</p>
      {children}
    </div>
  );
}

/** Something is being read; shown only after a moment, since most readings are quicker than an eye. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="loading appears-late" role="status">
      <div className="progress-line" />
      <p>Loading {what}…</p>
    </div>
  );
}

/** Something could not be read. */
export function Failed({
  what,
  message,
  onRetry,
}: {
  readonly what: string;
  readonly message: string;
  readonly onRetry: () => void;
}) {
  return (
    <Blank icon="error" title={`Could not load ${what}`}>
      <p className="blank-text">{message}</p>
      <button type="button" className="button is-secondary" onClick={onRetry}>
        Try again
      </button>
    </Blank>
  );
}
