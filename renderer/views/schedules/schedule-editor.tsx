import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { ScheduleView } from "../../../jobs/model/read-models.ts";
import { Button } from "../../components/button.tsx";
import { explain } from "../../state/errors.ts";
import { createLatest } from "../../state/latest.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { askMissed } from "./ask-missed.ts";
import { canSave, type Draft, draftOf, type Judged, sameDraft, zoneNames } from "./draft.ts";
import { SchedulePreviewView } from "./schedule-preview.tsx";

/** Long enough to wait for the next key, short enough to feel immediate. */
const typingPauseMs = 100;

const examples = [
  { when: "0 7 * * 1-5", words: "weekdays at 07:00" },
  { when: "0 0 * * *", words: "daily at midnight" },
  { when: "every 15m", words: "every 15 minutes" },
] as const;

type ScheduleEditorProps = {
  readonly schedule: ScheduleView;
  /** The editor that it is part of: what was typed stays with it. */
  readonly editorKey: string;
  readonly onClose: () => void;
};

/** One schedule as a form: what is typed is said in words and in times at once, and saved only when it is right. */
export function ScheduleEditor({ schedule, editorKey, onClose }: ScheduleEditorProps) {
  const id = useId();
  const client = useClient();
  const { dialogs } = useApp();
  const [typed, setTyped] = useKeptState<Draft | null>(`${editorKey}/schedule/${schedule.id}`, null);
  const stored = useMemo(() => draftOf(schedule), [schedule]);
  const draft = typed ?? stored;
  const change = (values: Partial<Draft>) => setTyped((known) => ({ ...(known ?? stored), ...values }));
  const close = () => {
    setTyped(() => null);
    onClose();
  };
  const { judged, problem: previewProblem } = usePreview(draft);
  const { busy, problem, attempt } = useAttempt();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const scheduleId = schedule.id;
  const current = judged !== null && sameDraft(judged.draft, draft);
  const invalid = current && !judged.preview.ok;
  const saveable = canSave(draft, schedule, judged) && !busy;
  const save = () =>
    attempt(() => client.schedules.update({ scheduleId, when: draft.when.trim(), zone: draft.zone }), close);
  const reset = () => attempt(() => client.schedules.reset({ scheduleId }), close);
  const pause = () => attempt(() => client.schedules.pause({ scheduleId }));
  const resume = async () => {
    const missed = await askMissed(dialogs, schedule.skippedByPause);
    await attempt(() => client.schedules.resume({ scheduleId, missed }));
  };

  return (
    <form
      className="schedule-editor"
      aria-label="Edit schedule"
      onSubmit={(event) => {
        event.preventDefault();
        if (saveable) void save();
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div className="schedule-fields">
        <div className="field schedule-when">
          <label htmlFor={`${id}-when`}>Runs</label>
          <input
            ref={field}
            id={`${id}-when`}
            className={invalid ? "input is-mono is-invalid" : "input is-mono"}
            type="text"
            value={draft.when}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={invalid}
            aria-describedby={`${id}-preview`}
            onChange={(event) => change({ when: event.target.value })}
          />
        </div>
        <ZoneField id={`${id}-zone`} zone={draft.zone} onChange={(zone) => change({ zone })} />
      </div>
      <Examples onPick={(when) => change({ when })} />
      <div id={`${id}-preview`} className="schedule-preview" aria-live="polite">
        <SchedulePreviewView judged={judged} stale={!current} problem={previewProblem} />
      </div>
      {problem && <p className="field-problem">{problem}</p>}
      <div className="form-buttons">
        <button type="submit" className="button" disabled={!saveable}>
          Save
        </button>
        <Button onClick={close}>Cancel</Button>
        <span className="form-gap" />
        {schedule.changed && schedule.defaultWhen !== null && (
          <Button icon="discard" disabled={busy} title={`Back to ${schedule.defaultWhen}`} onClick={() => void reset()}>
            Reset to default
          </Button>
        )}
        <Button
          icon={schedule.paused ? "debug-continue" : "debug-pause"}
          disabled={busy}
          onClick={() => void (schedule.paused ? resume() : pause())}
        >
          {schedule.paused ? "Resume this schedule" : "Pause this schedule"}
        </Button>
      </div>
    </form>
  );
}

function Examples({ onPick }: { readonly onPick: (when: string) => void }) {
  return (
    <p className="field-hint">
      A cron pattern, an interval, or a time such as <code>2026-12-24T18:00</code>. For example{" "}
      {examples.map(({ when, words }, index) => (
        <span key={when}>
          {index > 0 && ", "}
          <button type="button" className="link" title={when} onClick={() => onPick(when)}>
            {words}
          </button>
        </span>
      ))}
      .
    </p>
  );
}

type ZoneFieldProps = { readonly id: string; readonly zone: string; readonly onChange: (zone: string) => void };

function ZoneField({ id, zone, onChange }: ZoneFieldProps) {
  const zones = useMemo(() => zoneNames(zone, Intl.supportedValuesOf("timeZone")), [zone]);
  return (
    <div className="field schedule-zone">
      <label htmlFor={id}>Time zone</label>
      <select id={id} className="select" value={zone} onChange={(event) => onChange(event.target.value)}>
        {zones.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The host's judgement of what is typed; older answers never overtake newer ones. */
function usePreview(draft: Draft) {
  const client = useClient();
  const [judged, setJudged] = useState<Judged | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useMemo(
    () =>
      createLatest({
        call: (asked: Draft, signal) => client.schedules.preview({ when: asked.when, zone: asked.zone }, { signal }),
        waitMs: typingPauseMs,
        onResult: (asked, preview) => {
          setJudged({ draft: asked, preview });
          setProblem(null);
        },
        onError: (_, error) => setProblem(explain(error)),
      }),
    [client],
  );
  useEffect(() => {
    latest.ask(draft);
    return latest.cancel;
  }, [latest, draft]);
  return { judged, problem };
}

/** One call at a time, with what went wrong with the last one. */
function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (call: () => Promise<unknown>, then?: () => void): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call();
      then?.();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, attempt };
}
