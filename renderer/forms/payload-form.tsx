import { useId } from "react";
import type { PayloadDraft, PayloadProblem } from "./payload-draft.ts";
import type { FieldKind, PayloadField } from "./payload-fields.ts";
import "./forms.css";

type PayloadFormProps = {
  readonly fields: readonly PayloadField[];
  readonly draft: PayloadDraft;
  readonly problems: readonly PayloadProblem[];
  readonly onChange: (name: string, value: string | boolean | undefined) => void;
};

/** A payload as a form made from its schema. */
export function PayloadForm({ fields, draft, problems, onChange }: PayloadFormProps) {
  return (
    <div className="payload-form">
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={draft[field.name]}
          problems={problems.filter(({ path }) => path === field.name || path.startsWith(`${field.name}.`))}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  );
}

type FieldProps = {
  readonly field: PayloadField;
  readonly value: string | boolean | undefined;
  readonly problems: readonly PayloadProblem[];
  readonly onChange: (value: string | boolean | undefined) => void;
};

function Field({ field, value, problems, onChange }: FieldProps) {
  const id = useId();
  const invalid = problems.length > 0;
  const shared = { id, "aria-invalid": invalid, "aria-describedby": `${id}-about ${id}-problem` } as const;
  const typed = typeof value === "string" ? value : "";
  const fallback = defaultOf(field);
  const look = (more: string) => `${more}${invalid ? " is-invalid" : ""}`;
  return (
    <div className={field.kind === "check" ? "field payload-check" : "field"}>
      <label htmlFor={id}>
        {field.title}
        {field.required && <span className="field-optional"> (needed)</span>}
      </label>
      {field.kind === "check" && (
        <input
          {...shared}
          type="checkbox"
          className="checkbox"
          checked={value === undefined ? field.fallback === true : value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      )}
      {field.kind === "choice" && (
        <select
          {...shared}
          className={look("select")}
          value={typed}
          onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
        >
          <option value="">{fallback === "" ? "–" : `Default: ${fallback}`}</option>
          {field.choices.map((choice) => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {typeof choice === "string" ? choice : JSON.stringify(choice)}
            </option>
          ))}
        </select>
      )}
      {(field.kind === "text" || field.kind === "number") && (
        <input
          {...shared}
          type="text"
          className={look("input")}
          inputMode={field.kind === "number" ? "decimal" : "text"}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {(field.kind === "lines" || field.kind === "json") && (
        <textarea
          {...shared}
          className={look("input text-area is-mono")}
          rows={Math.min(8, Math.max(2, typed.split("\n").length))}
          value={typed}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <p id={`${id}-about`} className="field-hint">
        {[field.description, hints[field.kind]].filter(Boolean).join(" ")}
        {fallback !== "" && hasRoomFor.has(field.kind) && (
          <>
            {" "}
            Default: <code>{fallback}</code>
          </>
        )}
      </p>
      <p id={`${id}-problem`} className="field-problem" aria-live="polite">
        {problems.map(({ path, message }) => (path === field.name ? message : `${path}: ${message}`)).join(". ")}
      </p>
    </div>
  );
}

const hints = { text: "", number: "", check: "", choice: "", lines: "One on each line.", json: "As JSON." } as const;

/** Fields that are empty while the default counts: it is said beneath them, since a value in grey looks as if it were typed. */
const hasRoomFor: ReadonlySet<FieldKind> = new Set(["text", "number", "lines", "json"]);

/** What counts when the field stays empty, as it would be typed; "" for nothing. */
function defaultOf({ fallback, kind }: PayloadField): string {
  if (fallback === undefined || ["{}", "[]"].includes(JSON.stringify(fallback))) return "";
  if (kind === "lines" && Array.isArray(fallback)) return fallback.map(String).join(", ");
  return typeof fallback === "string" && kind !== "json" ? fallback : JSON.stringify(fallback);
}
