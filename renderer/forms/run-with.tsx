import { useEffect, useId, useRef, useState } from "react";
import { isFree } from "../../jobs/model/free-tasks.ts";
import { Button } from "../components/button.tsx";
import { Failed, Loading } from "../components/notes.tsx";
import { explain } from "../state/errors.ts";
import type { App } from "../workbench/app.ts";
import { useApp, useClient } from "../workbench/app-context.tsx";
import { usedOnce } from "../workbench/drafts.ts";
import { discardQuestion } from "../workbench/leave-drafts.ts";
import { useDraft } from "../workbench/use-draft.ts";
import type { PayloadProblem } from "./payload-draft.ts";
import { PayloadEditor } from "./payload-editor.tsx";
import type { PayloadField } from "./payload-fields.ts";
import { payloadProblems } from "./payload-problems.ts";
import { parseTyped, readPayload, saysTheSame, type TypedPayload, typedPayload } from "./typed-payload.ts";
import { usePayloadFields } from "./use-payload-fields.ts";

const draftOptions = { parse: parseTyped } as const;

function draftKey(editor: string): string {
  return `${editor}/run-with${usedOnce}`;
}

/** Whether the form of an editor has something in it that was typed and not run. */
export function isRunWithBegun({ drafts }: Pick<App, "drafts">, editor: string): boolean {
  return drafts.valueOf(draftKey(editor)) !== undefined;
}

type RunWithProps = {
  readonly taskId: string;
  /** The script that it is a run of; undefined for a job that is a task. */
  readonly scheduleId: string | undefined;
  /** What the dialog calls it that asks before what was typed is discarded. */
  readonly title: string;
  /** The editor that it is part of: what was typed stays with it. */
  readonly editorKey: string;
  /** What stands in it at first. */
  readonly payload: unknown;
  readonly onClose: () => void;
};

/** Runs a job with a payload of the user's: a form made from the task's schema, with JSON as the other view. */
export function RunWith(props: RunWithProps) {
  const { data, fields, phase, message, reload } = usePayloadFields(props.taskId);
  if (phase === "failed") return <Failed what="what this job takes" message={message ?? ""} onRetry={reload} />;
  if (data === null) return <Loading what="what this job takes" />;
  return <RunWithForm {...props} fields={fields} />;
}

type RunWithFormProps = RunWithProps & { readonly fields: readonly PayloadField[] | null };

function RunWithForm({ taskId, scheduleId, title, editorKey, payload, onClose, fields }: RunWithFormProps) {
  const { open, dialogs } = useApp();
  const client = useClient();
  const [draft, setDraft] = useDraft<TypedPayload>(draftKey(editorKey), draftOptions);
  const [first] = useState(() => typedPayload(fields, payload));
  const [shown, setShown] = useState(first);
  const typed = draft ?? shown;
  const [problems, setProblems] = useState<readonly PayloadProblem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []);

  const run = async () => {
    const read = readPayload(fields, typed);
    if (!read.ok) return setProblems(read.problems);
    setBusy(true);
    setFailure(null);
    try {
      const { payload: asked } = read;
      const { id } = await (scheduleId === undefined
        ? client.jobs.run({ taskId, payload: asked })
        : client.schedules.run({ scheduleId, payload: asked }));
      setDraft(() => null);
      onClose();
      open({ kind: "run", id }, { preview: true });
    } catch (error) {
      const found = payloadProblems(error);
      if (found.length > 0) setProblems(found);
      else setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };

  const leave = async () => {
    if (draft !== null && !(await dialogs.confirm(discardQuestion(title)))) return;
    setDraft(() => null);
    onClose();
  };

  return (
    <form
      ref={form}
      className="schedule-editor"
      aria-labelledby={titleId}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void run();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        // Else the same key would close the question that it leads to.
        event.preventDefault();
        void leave();
      }}
    >
      <h3 id={titleId} className="section-title">
        Run with payload
      </h3>
      <PayloadEditor
        fields={fields}
        typed={typed}
        problems={problems}
        isScript={isFree(taskId)}
        autoFocus
        onSubmit={() => form.current?.requestSubmit()}
        onChange={(next) => {
          setShown(next);
          setDraft(() => (saysTheSame(fields, next, first) ? null : next));
          setProblems([]);
          setFailure(null);
        }}
      />
      {failure !== null && (
        <p className="field-problem" role="alert">
          {failure}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button" disabled={busy}>
          Run
        </button>
        <Button onClick={() => void leave()}>Cancel</Button>
      </div>
    </form>
  );
}
