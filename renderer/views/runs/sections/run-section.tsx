import { type ReactNode, useId } from "react";
import { copyAndTell } from "../../../components/copy-text.ts";
import { Icon } from "../../../components/icon.tsx";
import { useValue } from "../../../state/store.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { keptFolds, type SectionKind } from "./folds.ts";
import "./sections.css";

type RunSectionProps = {
  readonly kind: SectionKind;
  readonly title: string;
  /** What is inside, in a few words: nobody has to open it to know. */
  readonly summary: string;
  /** Whether it is open as long as the user never chose. Default: true. */
  readonly open?: boolean;
  /** What the copy button takes. */
  readonly text: () => string;
  readonly children: ReactNode;
};

/** A part of a run that can be folded and copied. What was folded of one run is folded of the next. */
export function RunSection({ kind, title, summary, open = true, text, children }: RunSectionProps) {
  const app = useApp();
  const id = useId();
  const folds = keptFolds(app);
  const isOpen = useValue(folds)[kind] ?? open;
  const copyLabel = `Copy the ${title.toLowerCase()}`;
  return (
    <section className={`run-section is-${kind}`} aria-labelledby={`${id}-title`}>
      <div className="run-section-head">
        <h3 id={`${id}-title`} className="run-section-title">
          <button
            type="button"
            className="run-section-fold"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => folds.update((known) => ({ ...known, [kind]: !isOpen }))}
          >
            <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
            {title}
          </button>
        </h3>
        <span className="run-section-summary">{summary}</span>
        <button
          type="button"
          className="action"
          aria-label={copyLabel}
          title={copyLabel}
          onClick={() => void copyAndTell(app, text(), `The ${title.toLowerCase()}`)}
        >
          <Icon name="copy" />
        </button>
      </div>
      <div id={id} className="run-section-body" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
