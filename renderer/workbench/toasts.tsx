import { useEffect } from "react";
import { Icon } from "../components/icon.tsx";
import { useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import type { Notice } from "./notices.ts";

const infoShownMs = 6_000;

/** Messages in the corner. The region is always there, so that what appears in it is read out. */
export function Toasts() {
  const { notices } = useApp();
  const list = useValue(notices);
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {list.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { readonly notice: Notice }) {
  const { notices } = useApp();
  const { id, severity, message, actions } = notice;

  useEffect(() => {
    // An error stays until it has been seen: only what asks for nothing goes by itself.
    if (severity === "error" || actions.length > 0) return;
    const timer = setTimeout(() => notices.dismiss(id), infoShownMs);
    return () => clearTimeout(timer);
  }, [notices, id, severity, actions]);

  return (
    <div className={`toast is-${severity}`}>
      <Icon name={severity === "error" ? "error" : "info"} />
      <p className="toast-message">{message}</p>
      <button type="button" className="action" aria-label="Dismiss" title="Dismiss" onClick={() => notices.dismiss(id)}>
        <Icon name="close" />
      </button>
      {actions.length > 0 && (
        <div className="toast-actions">
          {actions.map((action) => (
            <button
              key={action.label}
              type="button"
              className="button is-secondary"
              onClick={() => {
                notices.dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
