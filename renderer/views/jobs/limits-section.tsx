import { useCallback, useId, useState } from "react";
import type { RetentionView } from "../../../jobs/model/read-models/storage.ts";
import type { TaskLimits } from "../../../jobs/model/task-limits.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { Icon } from "../../components/icon.tsx";
import { duration } from "../../format/duration.ts";
import { counted } from "../../format/number.ts";
import { parseDuration, writeDuration } from "../../format/parse-duration.ts";
import { usePayloadFields } from "../../forms/use-payload-fields.ts";
import { explain } from "../../state/errors.ts";
import { useResource } from "../../state/resource.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { limitsInWords } from "./limit-words.ts";

type LimitsSectionProps = {
  readonly taskId: string;
  /** It is one of the user's scripts: what is set here holds for all of its kind. */
  readonly isShared: boolean;
};

/** What a job may take, the defaults of its payload, and how long its runs are kept. */
export function LimitsSection({ taskId, isShared }: LimitsSectionProps) {
  const client = useClient();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [limits, retention] = await Promise.all([
        client.jobs.limits({ taskId }, { signal }),
        client.jobs.retention({ taskId }, { signal }),
      ]);
      return { limits, retention };
    },
    [client, taskId],
  );
  const { data, reload } = useResource(load);
  const { fields } = usePayloadFields(taskId);
  if (!data) return null;
  const { limits, retention } = data;
  const defaults = (fields ?? []).filter(({ fallback }) => fallback !== undefined);
  return (
    <div className="job-limits">
      <Disclosure title="Limits" summary={limitsInWords(limits)}>
        <LimitsTable limits={limits} />
      </Disclosure>
      {defaults.length > 0 && (
        <Disclosure title="Payload defaults" summary={defaults.map(({ title }) => title).join(" · ")}>
          <dl className="facts">
            {defaults.map(({ name, title, fallback }) => (
              <Fact key={name} name={title}>
                <code>{JSON.stringify(fallback)}</code>
              </Fact>
            ))}
          </dl>
        </Disclosure>
      )}
      <Disclosure title="Kept" summary={keptInWords(retention)} changed={retention.changed}>
        {isShared && <p className="card-note">All your scripts of this kind are kept alike.</p>}
        <RetentionForm retention={retention} onSaved={reload} />
      </Disclosure>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function LimitsTable({ limits }: { readonly limits: TaskLimits }) {
  const { concurrencyLimit, limitPerKey, timeoutMs, tries, retryDelayMs, retryMaxDelayMs, isolation } = limits;
  const between =
    tries === 1
      ? "it is not tried again"
      : `${writeDuration(retryDelayMs)} before the second one, then longer, up to ${writeDuration(retryMaxDelayMs)}`;
  return (
    <dl className="facts">
      <Fact name="Runs at once">{concurrencyLimit}</Fact>
      {limitPerKey !== concurrencyLimit && (
        <Fact name="Runs at once for the same thing">{limitPerKey} (what has the same concurrency key)</Fact>
      )}
      <Fact name="Time per try">up to {duration(timeoutMs)}</Fact>
      <Fact name="Tries">
        {tries}: {between}
      </Fact>
      <Fact name="Runs in">{isolation === "thread" ? "a thread of its own" : "the host itself"}</Fact>
    </dl>
  );
}

function keptInWords({ policy }: RetentionView): string {
  const most = policy.keepRuns === null ? "" : ` · at most ${counted(policy.keepRuns, "run")}`;
  return `Runs for ${writeDuration(policy.deleteAfterMs)} · failures for ${writeDuration(policy.deleteFailuresAfterMs)}${most}`;
}

type RetentionFormProps = { readonly retention: RetentionView; readonly onSaved: () => void };

function RetentionForm({ retention, onSaved }: RetentionFormProps) {
  const id = useId();
  const client = useClient();
  const { policy, taskId, changed } = retention;
  const [runs, setRuns] = useState(writeDuration(policy.deleteAfterMs));
  const [failures, setFailures] = useState(writeDuration(policy.deleteFailuresAfterMs));
  const [most, setMost] = useState(policy.keepRuns === null ? "" : String(policy.keepRuns));
  const [problem, setProblem] = useState<string | null>(null);
  const [afterMs, failuresMs] = [parseDuration(runs), parseDuration(failures)];
  const keepRuns = most.trim() === "" ? null : Number(most);
  const mostFits = keepRuns === null || (Number.isInteger(keepRuns) && keepRuns >= 1);

  const set = async (change: Parameters<typeof client.jobs.setRetention>[0]["change"]) => {
    setProblem(null);
    try {
      const next = await client.jobs.setRetention({ taskId, change });
      setRuns(writeDuration(next.policy.deleteAfterMs));
      setFailures(writeDuration(next.policy.deleteFailuresAfterMs));
      setMost(next.policy.keepRuns === null ? "" : String(next.policy.keepRuns));
      onSaved();
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const save = () => {
    if (afterMs === null || failuresMs === null || !mostFits) return undefined;
    return set({ deleteAfterMs: afterMs, deleteFailuresAfterMs: failuresMs, keepRuns });
  };
  return (
    <form
      className="retention-form"
      aria-label="How long runs are kept"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <KeptField id={`${id}-runs`} title="Runs" value={runs} wrong={afterMs === null} onChange={setRuns} />
      <KeptField
        id={`${id}-bad`}
        title="Failures"
        value={failures}
        wrong={failuresMs === null}
        onChange={setFailures}
      />
      <KeptField id={`${id}-most`} title="At most so many runs" value={most} wrong={!mostFits} onChange={setMost} />
      <div className="form-buttons">
        <button type="submit" className="button" disabled={afterMs === null || failuresMs === null || !mostFits}>
          Save
        </button>
        {changed && (
          <button type="button" className="button is-secondary" onClick={() => void set({})}>
            <Icon name="discard" /> Reset to default
          </button>
        )}
      </div>
      <p className="field-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

type KeptFieldProps = {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
};

function KeptField({ id, title, value, wrong, onChange }: KeptFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{title}</label>
      <input
        id={id}
        className={wrong ? "input is-invalid" : "input"}
        type="text"
        value={value}
        aria-invalid={wrong}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && (
        <p className="field-problem">{title.startsWith("At") ? "A whole number, or nothing" : "Like 7 d or 12 h"}</p>
      )}
    </div>
  );
}
