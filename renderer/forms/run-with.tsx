import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { syntaxProblems, type TextProblem } from "../../jobs/model/jsonc.ts";
import { Button } from "../components/button.tsx";
import { JsonEditor } from "../components/json-editor/json-editor.tsx";
import { Failed, Loading } from "../components/notes.tsx";
import { explain } from "../state/errors.ts";
import { useResource } from "../state/resource.ts";
import { useApp, useClient } from "../workbench/app-context.tsx";
import { useKeptState } from "../workbench/kept-state.ts";
import {
  draftOf,
  type PayloadDraft,
  type PayloadProblem,
  parseJson,
  payloadOf,
  unknownNames,
} from "./payload-draft.ts";
import { type PayloadField, payloadFields } from "./payload-fields.ts";
import { PayloadForm } from "./payload-form.tsx";
import { payloadProblems } from "./payload-problems.ts";

type RunWithProps = {
  readonly taskId: string;
  /** The editor that it is part of: what was typed stays with it. */
  readonly editorKey: string;
  /** What stands in it at first. */
  readonly payload: unknown;
  readonly onClose: () => void;
};

/** What stands in the panel: a form, or the same as JSON. */
type Typed = { readonly view: "form"; readonly draft: PayloadDraft } | { readonly view: "json"; readonly text: string };

/** Runs a job with a payload of the user's: a form made from the task's schema, with JSON as the other view. */
export function RunWith({ taskId, editorKey, payload, onClose }: RunWithProps) {
  const client = useClient();
  const load = useCallback(
    (signal: AbortSignal) => client.jobs.payloadSchema({ taskId }, { signal }),
    [client, taskId],
  );
  const { data, phase, message, reload } = useResource(load);
  if (phase === "failed") return <Failed what="what this job takes" message={message ?? ""} onRetry={reload} />;
  if (data === null) return <Loading what="what this job takes" />;
  return <RunWithForm {...{ taskId, editorKey, payload, onClose }} schema={data} />;
}

function RunWithForm({ taskId, editorKey, payload, onClose, schema }: RunWithProps & { readonly schema: unknown }) {
  const { open } = useApp();
  const client = useClient();
  const fields = useMemo(() => payloadFields(schema), [schema]);
  const [typed, setTyped] = useKeptState<Typed>(`${editorKey}/run-with`, firstTyped(fields, payload));
  const [problems, setProblems] = useState<readonly PayloadProblem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []);

  const change = (next: Typed) => {
    setTyped(() => next);
    setProblems([]);
    setFailure(null);
  };
  const switchView = () => {
    if (!fields) return;
    const read = written(fields, typed);
    if (!read.ok) return refuse(read.problems);
    const lost = typed.view === "json" ? unknownNames(fields, read.payload) : [];
    if (lost.length > 0) return setFailure(`The form has no field for ${lost.join(", ")}.`);
    change(
      typed.view === "form"
        ? { view: "json", text: JSON.stringify(read.payload, null, 2) }
        : { view: "form", draft: draftOf(fields, read.payload) },
    );
  };
  const refuse = (found: readonly PayloadProblem[]) => {
    setProblems(found);
    const shown =
      typed.view === "form" ? found.filter(({ path }) => !fields?.some((field) => isWithin(path, field))) : found;
    setFailure(
      shown.length === 0
        ? null
        : shown.map(({ path, message }) => [path, message].filter(Boolean).join(": ")).join(". "),
    );
  };
  const run = async () => {
    const read = written(fields ?? [], typed);
    if (!read.ok) return refuse(read.problems);
    setBusy(true);
    setFailure(null);
    try {
      const { id } = await client.jobs.run({ taskId, payload: read.payload });
      onClose();
      open({ kind: "run", id }, { preview: true });
    } catch (error) {
      const found = payloadProblems(error);
      if (found.length > 0) refuse(found);
      else setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      className="schedule-editor"
      aria-label="Run with"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void run();
      }}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      {typed.view === "form" && fields ? (
        <PayloadForm
          fields={fields}
          draft={typed.draft}
          problems={problems}
          onChange={(name, value) => change({ view: "form", draft: withField(typed.draft, name, value) })}
        />
      ) : (
        <JsonEditor
          label="Payload as JSON"
          value={typed.view === "json" ? typed.text : "{}"}
          invalid={failure !== null}
          problems={payloadSyntax}
          onChange={(text) => change({ view: "json", text })}
          onSubmit={() => form.current?.requestSubmit()}
          autoFocus
        />
      )}
      <p className="field-problem" role="alert">
        {failure}
      </p>
      <div className="form-buttons">
        <button type="submit" className="button" disabled={busy}>
          Run
        </button>
        <Button onClick={onClose}>Cancel</Button>
        <span className="form-gap" />
        {fields && (
          <Button icon={typed.view === "form" ? "json" : "list-unordered"} onClick={switchView}>
            {typed.view === "form" ? "Write as JSON" : "Fill in a form"}
          </Button>
        )}
      </div>
    </form>
  );
}

const payloadSyntax = (text: string): readonly TextProblem[] => syntaxProblems(text, "json");

function firstTyped(fields: readonly PayloadField[] | null, payload: unknown): Typed {
  if (!fields || unknownNames(fields, payload).length > 0)
    return { view: "json", text: JSON.stringify(payload ?? {}, null, 2) };
  return { view: "form", draft: draftOf(fields, payload) };
}

type Written =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly problems: readonly PayloadProblem[] };

function written(fields: readonly PayloadField[], typed: Typed): Written {
  if (typed.view === "form") return payloadOf(fields, typed.draft);
  const read = parseJson(typed.text);
  return "message" in read ? { ok: false, problems: [{ path: "", ...read }] } : { ok: true, payload: read.value };
}

function withField(draft: PayloadDraft, name: string, value: string | boolean | undefined): PayloadDraft {
  const { [name]: _before, ...others } = draft;
  return value === undefined ? others : { ...others, [name]: value };
}

function isWithin(path: string, { name }: PayloadField): boolean {
  return path === name || path.startsWith(`${name}.`);
}
