import { Icon } from "../../components/icon.tsx";

export type Outcome = { readonly ok: boolean; readonly message: string; readonly warning?: string | null };

/** What came of saving or testing credentials; a warning says what does not work though they do. */
export function TestOutcome({ ok, message, warning = null }: Outcome) {
  return (
    <>
      <span className={ok ? "is-done" : "is-failed"}>
        <Icon name={ok ? "pass" : "error"} /> {message}
      </span>
      {warning !== null && (
        <span className="is-warned">
          <Icon name="warning" /> {warning}
        </span>
      )}
    </>
  );
}
