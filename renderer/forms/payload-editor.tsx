import { useState } from "react";
import { syntaxProblems, type TextProblem } from "../../jobs/model/jsonc.ts";
import { Button } from "../components/button.tsx";
import { Disclosure } from "../components/disclosure.tsx";
import { JsonEditor } from "../components/json-editor/json-editor.tsx";
import { EitherChoice, eitherFields } from "./either-fields.tsx";
import { draftOf, type PayloadDraft, type PayloadProblem, unknownNames } from "./payload-draft.ts";
import type { PayloadField } from "./payload-fields.ts";
import { PayloadForm } from "./payload-form.tsx";
import { readPayload, type TypedPayload } from "./typed-payload.ts";

type PayloadEditorProps = {
  /** null: it can only be written as JSON. */
  readonly fields: readonly PayloadField[] | null;
  readonly typed: TypedPayload;
  readonly problems: readonly PayloadProblem[];
  readonly onChange: (typed: TypedPayload) => void;
  /** The JSON has the focus when it is shown first. Default: only when one switches to it. */
  readonly autoFocus?: boolean;
  /** It says what a command or a request does: the fields that few need are folded. Default: all are shown. */
  readonly isScript?: boolean;
  /** Ctrl+Enter within the JSON. */
  readonly onSubmit?: () => void;
};

const payloadSyntax = (text: string): readonly TextProblem[] => syntaxProblems(text, "json");

/** A payload as a form made from its schema, with JSON as the other view. */
export function PayloadEditor(props: PayloadEditorProps) {
  const { fields, typed, problems, onChange, onSubmit, autoFocus = false, isScript = false } = props;
  const [switched, setSwitched] = useState(false);
  const [refused, setRefused] = useState<readonly PayloadProblem[]>([]);
  const change = (next: TypedPayload) => {
    setRefused([]);
    onChange(next);
  };
  const switchView = () => {
    if (!fields) return;
    const read = readPayload(fields, typed);
    if (!read.ok) return setRefused(read.problems);
    const lost = typed.view === "json" ? unknownNames(fields, read.payload) : [];
    if (lost.length > 0) return setRefused([{ path: "", message: `The form has no field for ${lost.join(", ")}.` }]);
    setSwitched(true);
    change(
      typed.view === "form"
        ? { view: "json", text: JSON.stringify(read.payload, null, 2) }
        : { view: "form", draft: draftOf(fields, read.payload) },
    );
  };
  const takesNothing = typed.view === "form" && fields?.length === 0;
  const all = [...problems, ...refused];
  const loose =
    typed.view === "form" ? all.filter(({ path }) => !fields?.some(({ name }) => isWithin(path, name))) : all;
  const words = loose.map(({ path, message }) => [path, message].filter(Boolean).join(": ")).join(". ");

  return (
    <div className="payload-editor">
      {typed.view === "form" && fields ? (
        <FoldedForm
          fields={fields}
          isScript={isScript}
          draft={typed.draft}
          problems={all}
          onChange={(name, value) => change({ view: "form", draft: withField(typed.draft, name, value) })}
          onDraft={(draft) => change({ view: "form", draft })}
        />
      ) : (
        <JsonEditor
          label="Payload as JSON"
          value={typed.view === "json" ? typed.text : "{}"}
          invalid={words !== ""}
          autoFocus={autoFocus || switched}
          problems={payloadSyntax}
          onChange={(text) => change({ view: "json", text })}
          {...(onSubmit ? { onSubmit } : {})}
        />
      )}
      <p className="field-problem" role="alert">
        {words}
      </p>
      {takesNothing && <p className="field-hint">It takes nothing: its payload is empty.</p>}
      {fields && !takesNothing && (
        <div>
          <Button icon={typed.view === "form" ? "json" : "list-unordered"} onClick={switchView}>
            {typed.view === "form" ? "Write as JSON" : "Fill in a form"}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What says what a script does; the other fields are for few. */
const scriptFields = ["shell", "argv", "method", "url"];

type FoldedFormProps = Parameters<typeof PayloadForm>[0] & {
  readonly isScript: boolean;
  readonly onDraft: (draft: PayloadDraft) => void;
};

/** What most people need, and the rest in a part of its own that says what is set in it. */
function FoldedForm({ fields: all, isScript, onDraft, ...form }: FoldedFormProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const { fields, choices, chosen } = eitherFields(all, form.draft, wanted);
  const first = scriptFields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const shown = isScript && first.length > 0 ? first : fields;
  const rest = fields.filter((field) => !shown.includes(field));
  const set = rest.filter(({ name }) => form.draft[name] !== undefined && form.draft[name] !== "");
  const wrong = form.problems.some(({ path }) => rest.some(({ name }) => isWithin(path, name)));
  return (
    <>
      {choices && (
        <EitherChoice
          choices={choices}
          chosen={chosen}
          draft={form.draft}
          onChoose={(name, draft) => {
            setWanted(name);
            onDraft(draft);
          }}
        />
      )}
      <PayloadForm {...form} fields={shown} />
      {rest.length > 0 && (
        <Disclosure
          title="More"
          summary={(set.length > 0 ? set : rest).map(({ title }) => title).join(" · ")}
          changed={set.length > 0}
          forced={wrong}
        >
          <PayloadForm {...form} fields={rest} />
        </Disclosure>
      )}
    </>
  );
}

function withField(draft: PayloadDraft, name: string, value: string | boolean | undefined): PayloadDraft {
  const { [name]: _before, ...others } = draft;
  return value === undefined ? others : { ...others, [name]: value };
}

function isWithin(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`);
}
