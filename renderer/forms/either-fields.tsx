import { useId, useRef } from "react";
import type { PayloadDraft } from "./payload-draft.ts";
import type { PayloadField } from "./payload-fields.ts";

/** Of a command exactly one of these is given: a line for the shell, or a program with its arguments. */
const commandForms = ["shell", "argv"] as const;

type EitherFields = {
  /** The fields that are shown. */
  readonly fields: readonly PayloadField[];
  /** The choice between the two; null where there is none. */
  readonly choices: readonly PayloadField[] | null;
  readonly chosen: string;
};

/** Of two rival fields only the one that is filled in, else the first. A payload that has both shows both. */
export function eitherFields(
  fields: readonly PayloadField[],
  draft: PayloadDraft,
  wanted: string | null,
): EitherFields {
  const rivals = commandForms.flatMap((name) => fields.find((field) => field.name === name && !field.required) ?? []);
  const filled = rivals.filter(({ name }) => (draft[name] ?? "") !== "").map(({ name }) => name);
  const [first, second] = rivals;
  if (!first || !second || filled.length > 1) return { fields, choices: null, chosen: "" };
  const chosen = filled[0] ?? wanted ?? first.name;
  const hidden = chosen === first.name ? second : first;
  return { fields: fields.filter((field) => field !== hidden), choices: rivals, chosen };
}

type EitherChoiceProps = {
  readonly choices: readonly PayloadField[];
  readonly chosen: string;
  readonly draft: PayloadDraft;
  readonly onChoose: (name: string, draft: PayloadDraft) => void;
};

/** Which of two fields is filled in. What stood in the other comes back with it. */
export function EitherChoice({ choices, chosen, draft, onChoose }: EitherChoiceProps) {
  const group = useId();
  const before = useRef<PayloadDraft>({});
  const choose = (name: string) => {
    const { [chosen]: left, ...others } = draft;
    const back = before.current[name];
    before.current = left === undefined ? {} : { [chosen]: left };
    onChoose(name, back === undefined ? others : { ...others, [name]: back });
  };
  return (
    <fieldset className="either" aria-label="How the command is written">
      {choices.map(({ name, title }) => (
        <label key={name} className={name === chosen ? "either-choice is-chosen" : "either-choice"}>
          <input
            type="radio"
            className="off-screen"
            name={group}
            checked={name === chosen}
            onChange={() => choose(name)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
