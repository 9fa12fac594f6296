import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { Button } from "../../components/button.tsx";
import { Disclosure } from "../../components/disclosure.tsx";
import { PayloadEditor } from "../../forms/payload-editor.tsx";
import type { PayloadField } from "../../forms/payload-fields.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { ChangesNote } from "./changes-note.tsx";
import type { Subject } from "./draft.ts";
import { PolicySections } from "./policy-sections.tsx";
import { SchedulePreviewView } from "./schedule-preview.tsx";
import { TimesFields } from "./times-fields.tsx";
import { type ScheduleFormState, useScheduleForm } from "./use-schedule-form.ts";
import "./schedules.css";

type ScheduleFormProps = {
  readonly subject: Subject;
  /** What its task takes; null: it can only be written as JSON. */
  readonly fields: readonly PayloadField[] | null;
  /** The editor that it is part of: what was typed stays with it. */
  readonly editorKey: string;
  /** What the task does is said by the payload alone: then that comes first. */
  readonly isScript: boolean;
  readonly onSaved: (scheduleId: string) => void;
  readonly onClose: () => void;
};

/** One schedule as a form: what is typed is said in words and in times at once, and saved only when it is right. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { subject, fields, isScript, onClose } = props;
  const { dialogs } = useApp();
  const state = useScheduleForm(props);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), []);

  const leave = async () => {
    const question = {
      ...{
        title: "Discard what you typed?",
        message: subject.kind === "stored" ? "It stays as it was." : "Nothing is made.",
        severity: "warning" as const,
      },
      ...{ confirm: "Discard", decline: "Go on editing" },
    };
    if (state.dirty && !(await dialogs.confirm(question))) return;
    state.forget();
    onClose();
  };
  const press = (event: KeyboardEvent) => {
    const saves =
      event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (saves) void state.save();
    else if (event.key === "Escape") void leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name = `${subject.kind === "stored" ? "Edit" : "New"} ${isScript ? "job" : "schedule"}`;
  const payload = <PayloadPart {...props} state={state} />;
  return (
    <form
      ref={form}
      className="schedule-editor"
      aria-label={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
      onKeyDown={press}
    >
      {subject.kind === "stored" && <ChangesNote schedule={subject.schedule} onReset={state.forget} />}
      {isScript && (
        <>
          <TitleField state={state} about="What it is called in the list. Empty: the first words of what it does." />
          {payload}
        </>
      )}
      <div className="schedule-main">
        <TimesFields state={state} />
        <div id={state.previewId} className="schedule-preview" aria-live="polite">
          <SchedulePreviewView judged={state.judged} stale={!state.current} problem={state.previewProblem} />
        </div>
      </div>
      <div className="schedule-more">
        <PolicySections
          read={state.read}
          typed={state.draft.policies}
          defaults={state.stored.defaults}
          zone={state.draft.zone}
          taskId={state.stored.taskId}
          onChange={(policies) => state.change((draft) => ({ ...draft, policies }))}
        />
        {!isScript && (
          <>
            <Disclosure title="Title" summary={titleSummary(state)} changed={isTitled(state)}>
              <TitleField state={state} about="A name of its own, where a job has several schedules." />
            </Disclosure>
            {!takesNothing(fields) && (
              <Disclosure
                title="Payload"
                summary={payloadSummary(state)}
                changed={state.draft.payload !== null}
                forced={state.payloadProblems.length > 0}
              >
                {payload}
              </Disclosure>
            )}
          </>
        )}
      </div>
      <FormEnd state={state} isNew={subject.kind === "new"} isScript={isScript} onCancel={() => void leave()} />
    </form>
  );
}

function FormEnd(props: {
  readonly state: ScheduleFormState;
  readonly isNew: boolean;
  readonly isScript: boolean;
  readonly onCancel: () => void;
}) {
  const { state, isNew, isScript, onCancel } = props;
  const made = isScript ? "Create job" : "Add schedule";
  return (
    <div className="form-end">
      <p className="field-problem" role="alert">
        {state.problem}
      </p>
      <div className="form-buttons">
        <button type="submit" className="button" disabled={!state.saveable}>
          {isNew ? made : "Save"}
        </button>
        <Button onClick={onCancel}>Cancel</Button>
        <span className="field-hint">{state.saveable ? "Ctrl+S or Enter saves" : state.why}</span>
      </div>
    </div>
  );
}

function TitleField({ state, about }: { readonly state: ScheduleFormState; readonly about: string }) {
  const id = useId();
  return (
    <div className="field schedule-title">
      <label htmlFor={id}>
        Title <span className="field-optional">(optional)</span>
      </label>
      <input
        id={id}
        className="input"
        type="text"
        maxLength={200}
        value={state.draft.title}
        autoComplete="off"
        aria-describedby={`${id}-about`}
        onChange={(event) => state.change((draft) => ({ ...draft, title: event.target.value }))}
      />
      <p id={`${id}-about`} className="field-hint">
        {about}
      </p>
    </div>
  );
}

type PayloadPartProps = Pick<ScheduleFormProps, "fields" | "isScript"> & { readonly state: ScheduleFormState };

function PayloadPart({ fields, isScript, state }: PayloadPartProps) {
  return (
    <PayloadEditor
      fields={fields}
      typed={state.payload}
      problems={state.payloadProblems}
      isScript={isScript}
      onChange={(payload) => state.change((draft) => ({ ...draft, payload }))}
    />
  );
}

/** A task that takes nothing has nothing to fill in, and JSON for it would be a riddle. */
function takesNothing(fields: readonly PayloadField[] | null): boolean {
  return fields !== null && fields.length === 0;
}

function isTitled({ draft, stored }: ScheduleFormState): boolean {
  return draft.title.trim() !== stored.title.trim();
}

function titleSummary({ draft }: ScheduleFormState): string {
  const title = draft.title.trim();
  return title === "" ? "None: it is called by its times" : `“${title}”`;
}

function payloadSummary({ draft, stored }: ScheduleFormState): string {
  if (draft.payload !== null) return "Changed";
  const isEmpty = JSON.stringify(stored.payload ?? {}) === "{}";
  return isEmpty ? "Empty: the task’s own defaults" : "Values of its own";
}
