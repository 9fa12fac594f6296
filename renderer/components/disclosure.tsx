import { type ReactNode, useEffect, useId, useState } from "react";
import { Icon } from "./icon.tsx";
import "./disclosure.css";

type DisclosureProps = {
  readonly title: string;
  /** What is inside, in one line: nobody has to open it to know. */
  readonly summary: string;
  /** Something inside is not as it was at first. */
  readonly changed?: boolean;
  /** Opens it, for example because something inside is wrong. */
  readonly forced?: boolean;
  readonly children: ReactNode;
};

/** A part that is folded until it is asked for. */
export function Disclosure({ title, summary, changed = false, forced = false, children }: DisclosureProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(forced);
  useEffect(() => {
    if (forced) setOpen(true);
  }, [forced]);
  return (
    <section className={changed ? "disclosure is-changed" : "disclosure"}>
      <button
        type="button"
        className="disclosure-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
        <span className="disclosure-title">{title}</span>
        <span className="disclosure-summary">
          {summary}
          {changed && <span className="off-screen">, changed from the default</span>}
        </span>
      </button>
      <div id={id} className="disclosure-body" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
