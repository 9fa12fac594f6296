import { useId } from "react";
import type { SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { Icon } from "../../components/icon.tsx";
import { jobOf } from "../../state/live.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { groupSummary, groupTitles, isChanged, type ReadPolicies, type TypedPolicies } from "./policies.ts";
import { type PolicyField, type PolicyGroup, policyFields, type Typed } from "./policy-fields.ts";

type PolicySectionsProps = {
  readonly read: ReadPolicies;
  readonly typed: TypedPolicies;
  readonly defaults: SchedulePolicies;
  readonly zone: string;
  readonly taskId: string;
  readonly onChange: (typed: TypedPolicies) => void;
};

const groups: readonly PolicyGroup[] = ["missed", "overlap", "days", "conditions", "after"];

/** All policies of a schedule, folded by what they are about; each group says in one line what is set. */
export function PolicySections(props: PolicySectionsProps) {
  const { read, defaults } = props;
  const { live } = useApp();
  const jobTitle = (id: string) => {
    const known = live();
    return (known && jobOf(known, id)?.title) ?? id;
  };
  return groups.map((group) => {
    const fields = policyFields.filter((field) => field.group === group);
    return (
      <Disclosure
        key={group}
        title={groupTitles[group]}
        summary={groupSummary(group, read.policies, jobTitle)}
        changed={fields.some(({ policy }) => isChanged(policy, read.policies, defaults))}
        forced={fields.some(({ id }) => read.problems[id] !== undefined)}
      >
        <div className="policy-fields">
          {fields
            .filter(({ counts }) => counts?.(read.policies) !== false)
            .map((field) => (
              <PolicyRow key={field.id} field={field} {...props} />
            ))}
        </div>
      </Disclosure>
    );
  });
}

/** Takes back what was typed into every field of the policy, and what was stored before. */
function resetTyped(field: PolicyField, { typed, defaults, zone }: PolicySectionsProps): TypedPolicies {
  const parts = policyFields.filter(({ policy }) => policy === field.policy);
  return { ...typed, ...Object.fromEntries(parts.map((part) => [part.id, part.read(defaults, zone)])) };
}

function PolicyRow({ field, ...props }: PolicySectionsProps & { readonly field: PolicyField }) {
  const id = useId();
  const { read, typed, defaults, zone, onChange } = props;
  const value = typed[field.id] ?? field.read(read.policies, zone);
  const problem = read.problems[field.id];
  const changed = isChanged(field.policy, read.policies, defaults);
  const set = (next: Typed) => onChange({ ...typed, [field.id]: next });
  return (
    <div className={changed ? "field policy is-changed" : "field policy"} data-kind={field.input.kind}>
      <div className="policy-head">
        <label htmlFor={id}>{field.title}</label>
        {changed && (
          <button
            type="button"
            className="action"
            title={`Back to the default: ${field.title}`}
            aria-label={`Back to the default: ${field.title}`}
            onClick={() => onChange(resetTyped(field, props))}
          >
            <Icon name="discard" />
          </button>
        )}
      </div>
      <PolicyInputView id={id} field={field} value={value} problem={problem} taskId={props.taskId} onChange={set} />
      <p id={`${id}-about`} className="field-hint">
        {field.about}
      </p>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

type InputProps = {
  readonly id: string;
  readonly field: PolicyField;
  readonly value: Typed;
  readonly problem: string | undefined;
  readonly taskId: string;
  readonly onChange: (value: Typed) => void;
};

function PolicyInputView({ id, field, value, problem, taskId, onChange }: InputProps) {
  const { input } = field;
  const shared = {
    id,
    "aria-invalid": problem !== undefined,
    "aria-describedby": problem === undefined ? `${id}-about` : `${id}-about ${id}-problem`,
  } as const;
  const look = problem === undefined ? "input" : "input is-invalid";
  const text = { ...shared, value: String(value), spellCheck: false, autoComplete: "off" } as const;
  switch (input.kind) {
    case "check":
      return (
        <input
          {...shared}
          type="checkbox"
          className="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case "choice":
      return (
        <select {...shared} className="select" value={String(value)} onChange={(event) => onChange(event.target.value)}>
          {input.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case "job":
      return <JobSelect shared={shared} value={String(value)} taskId={taskId} onChange={onChange} />;
    case "lines":
      return (
        <textarea
          {...text}
          className={`${look} text-area`}
          rows={Math.min(6, Math.max(2, String(value).split("\n").length))}
          placeholder={input.placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "time":
      return (
        <input {...text} className={look} type="datetime-local" onChange={(event) => onChange(event.target.value)} />
      );
    case "text":
      return (
        <input
          {...text}
          className={look}
          type="text"
          placeholder={input.placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

type JobSelectProps = {
  readonly shared: { readonly id: string };
  readonly value: string;
  readonly taskId: string;
  readonly onChange: (value: string) => void;
};

function JobSelect({ shared, value, taskId, onChange }: JobSelectProps) {
  const jobs = useLive((live) => live.jobs);
  const known = jobs.some((job) => job.taskId === value);
  return (
    <select {...shared} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">none</option>
      {value !== "" && !known && <option value={value}>{value} (not here)</option>}
      {jobs
        .filter((job) => job.taskId !== taskId)
        .map((job) => (
          <option key={job.taskId} value={job.taskId}>
            {job.title}
          </option>
        ))}
    </select>
  );
}
