import { useId, useLayoutEffect, useRef } from "react";
import { Icon } from "../components/icon.tsx";
import { useStore } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import type { OpenQuestion } from "./dialogs.ts";

/** The question that waits for an answer, if there is one. */
export function ConfirmDialog() {
  const { dialogs } = useApp();
  const question = useStore(dialogs, (open) => open[0]);
  return question ? <Modal key={question.title} question={question} /> : null;
}

function Modal({ question }: { readonly question: OpenQuestion }) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Where nothing is lost by it, Enter goes on; else the focus is on the first button, which leaves all as it was.
    dialog?.querySelector<HTMLElement>("[data-default=true]")?.focus();
    // Closed before it is taken away: only then the focus goes back to where it was.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-message`}
      onCancel={(event) => {
        event.preventDefault();
        question.answer("decline");
      }}
    >
      <div className="dialog-text">
        <Icon name={question.severity} className={`dialog-icon is-${question.severity}`} />
        <div>
          <h2 id={`${id}-title`}>{question.title}</h2>
          <p id={`${id}-message`}>{question.message}</p>
        </div>
      </div>
      <div className="dialog-buttons">
        {question.decline !== null && (
          <button type="button" className="button is-secondary" onClick={() => question.answer("decline")}>
            {question.decline ?? "Cancel"}
          </button>
        )}
        {question.alternative !== undefined && (
          <button type="button" className="button is-secondary" onClick={() => question.answer("alternative")}>
            {question.alternative}
          </button>
        )}
        <button
          type="button"
          className="button"
          data-default={question.alternative !== undefined}
          onClick={() => question.answer("confirm")}
        >
          {question.confirm}
        </button>
      </div>
    </dialog>
  );
}
