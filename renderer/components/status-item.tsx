import type { ReactNode } from "react";

type StatusItemProps = {
  readonly title: string;
  readonly onClick: () => void;
  readonly tone?: "warning" | "prominent" | "remote";
  readonly children: ReactNode;
};

/** An entry of the status bar that does something. */
export function StatusItem({ title, onClick, tone, children }: StatusItemProps) {
  return (
    <button type="button" className={tone ? `status-item is-${tone}` : "status-item"} title={title} onClick={onClick}>
      {children}
    </button>
  );
}
