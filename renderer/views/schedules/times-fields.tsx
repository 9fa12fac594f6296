import { useId, useMemo } from "react";
import { onDemand } from "../../../jobs/model/schedule.ts";
import { ComboBox } from "../../components/combo-box.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { useApp } from "../../workbench/app-context.tsx";
import { BuilderFields } from "./builder-fields.tsx";
import { shownSimple, withSimple, withText } from "./draft.ts";
import type { ScheduleFormState } from "./use-schedule-form.ts";
import { findZones, offsetOf, zoneNames } from "./zones.ts";

const examples = [
  { when: "weekdays at 7:30", words: "weekdays at 7:30" },
  { when: "every 15 minutes", words: "every 15 minutes" },
  { when: "monthly on the 1st at 9:00", words: "monthly on the 1st at 9:00" },
  { when: "in 2 hours", words: "in 2 hours" },
  { when: onDemand, words: onDemand },
] as const;

/** When it runs: as text, as simple fields, and in which zone; text and fields stay in step. */
export function TimesFields({ state }: { readonly state: ScheduleFormState }) {
  const id = useId();
  const { draft, judged, current, change } = state;
  const invalid = current && judged !== null && !judged.preview.ok;
  const meant = current && judged?.preview.ok ? judged.preview.pattern : null;
  return (
    <div className="schedule-times">
      <div className="field">
        <label htmlFor={`${id}-when`}>Runs</label>
        <input
          id={`${id}-when`}
          className={invalid ? "input is-invalid" : "input"}
          type="text"
          value={draft.when}
          placeholder="For example: weekdays at 7:30"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={invalid}
          aria-describedby={`${id}-hint ${state.previewId}`}
          onChange={(event) => change((known) => withText(known, event.target.value))}
        />
        <p id={`${id}-hint`} className="field-hint">
          {meant !== null && meant !== draft.when.trim() ? (
            <>
              Kept as <code>{meant}</code>
            </>
          ) : (
            <Examples onPick={(when) => change((known) => withText(known, when))} />
          )}
        </p>
      </div>
      <BuilderFields
        simple={shownSimple(draft, judged)}
        zone={draft.zone}
        isEmpty={draft.when.trim() === ""}
        onChange={(simple) => change((known) => withSimple(known, simple))}
      />
      <ZoneField zone={draft.zone} onChange={(zone) => change((known) => ({ ...known, zone }))} />
    </div>
  );
}

function Examples({ onPick }: { readonly onPick: (when: string) => void }) {
  return (
    <>
      Words, a cron pattern, or a time:{" "}
      {examples.map(({ when, words }, index) => (
        <span key={when}>
          {index > 0 && ", "}
          <button type="button" className="link" onClick={() => onPick(when)}>
            {words}
          </button>
        </span>
      ))}
    </>
  );
}

function ZoneField({ zone, onChange }: { readonly zone: string; readonly onChange: (zone: string) => void }) {
  const id = useId();
  const { ticker } = useApp();
  const host = useTimes().zone;
  const names = useMemo(() => zoneNames(zone, Intl.supportedValuesOf("timeZone")), [zone]);
  const now = ticker.get();
  const offset = offsetOf(zone, now);
  return (
    <div className="field schedule-zone">
      <label htmlFor={id}>
        Time zone{" "}
        <span className="field-optional">
          {[offset, zone === host ? "this computer's" : ""].filter(Boolean).join(", ")}
        </span>
      </label>
      <ComboBox
        id={id}
        value={zone}
        find={(typed) => findZones(names, typed, host, now)}
        onChange={onChange}
        nothing="No zone is called so"
      />
    </div>
  );
}
