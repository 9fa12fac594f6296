import { useId } from "react";
import { wallTime } from "../../format/wall-time.ts";
import { useApp } from "../../workbench/app-context.tsx";
import {
  asKind,
  canBeByClock,
  type MonthDay,
  patternOf,
  type Simple,
  type SimpleKind,
  timeOf,
  type Unit,
} from "./builder.ts";

type BuilderProps = {
  /** null: what stands in the text is more than fields can say. */
  readonly simple: Simple | null;
  readonly zone: string;
  /** Nothing stands in the text yet. */
  readonly isEmpty: boolean;
  readonly onChange: (simple: Simple) => void;
};

const kinds: Readonly<Record<SimpleKind, string>> = {
  every: "every few minutes, hours or days",
  daily: "every day",
  weekdays: "on weekdays, Monday to Friday",
  weekly: "on chosen days of the week",
  monthly: "every month",
  once: "once",
  demand: "only on demand",
};

/** The times as a few fields; they and the text say the same. */
export function BuilderFields({ simple, zone, isEmpty, onChange }: BuilderProps) {
  const id = useId();
  const { ticker } = useApp();
  const choose = (kind: SimpleKind) => onChange(asKind(simple, kind, wallTime(ticker.get(), zone).slice(0, 10)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row that wraps
    <div className="builder" role="group" aria-label="Simple times">
      <div className="field">
        <label htmlFor={`${id}-kind`}>Repeats</label>
        <select
          id={`${id}-kind`}
          className="select"
          value={simple?.kind ?? ""}
          onChange={(event) => choose(event.target.value as SimpleKind)}
        >
          {simple === null && <option value="">{isEmpty ? "choose…" : "as the pattern says"}</option>}
          {Object.entries(kinds).map(([kind, title]) => (
            <option key={kind} value={kind}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {simple?.kind === "every" && <EveryFields simple={simple} onChange={onChange} />}
      {simple?.kind === "weekly" && <DayButtons simple={simple} onChange={onChange} />}
      {simple?.kind === "monthly" && <MonthFields simple={simple} onChange={onChange} />}
      {simple?.kind === "once" && (
        <div className="field">
          <label htmlFor={`${id}-date`}>Day</label>
          <input
            id={`${id}-date`}
            className="input"
            type="date"
            value={simple.date}
            onChange={(event) => onChange({ ...simple, date: event.target.value })}
          />
        </div>
      )}
      {simple && "time" in simple && <TimeField simple={simple} onChange={onChange} />}
    </div>
  );
}

type Of<K extends SimpleKind> = {
  readonly simple: Extract<Simple, { readonly kind: K }>;
  readonly onChange: (simple: Simple) => void;
};

function TimeField({ simple, onChange }: Of<Exclude<SimpleKind, "every" | "demand">>) {
  const id = useId();
  const wrong = timeOf(simple.time) === undefined;
  return (
    <div className="field builder-time">
      <label htmlFor={id}>At</label>
      <input
        id={id}
        className={wrong ? "input is-invalid" : "input"}
        type="text"
        inputMode="numeric"
        placeholder="hh:mm"
        value={simple.time}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong}
        onChange={(event) => onChange({ ...simple, time: event.target.value })}
      />
      {wrong && <p className="field-problem">From 0:00 to 23:59</p>}
    </div>
  );
}

function EveryFields({ simple, onChange }: Of<"every">) {
  const id = useId();
  const wrong = patternOf(simple) === null;
  const even = canBeByClock(simple.count, simple.unit);
  const set = (values: Partial<typeof simple>) => {
    const next = { ...simple, ...values };
    onChange({ ...next, byClock: next.byClock && canBeByClock(next.count, next.unit) });
  };
  return (
    <>
      <div className="field builder-number">
        <label htmlFor={`${id}-count`}>Every</label>
        <input
          id={`${id}-count`}
          className={wrong ? "input is-invalid" : "input"}
          type="number"
          min={1}
          max={1_000}
          value={Number.isNaN(simple.count) ? "" : simple.count}
          aria-invalid={wrong}
          onChange={(event) => set({ count: event.target.valueAsNumber })}
        />
        {wrong && <p className="field-problem">{simple.unit === "days" ? "From 1 to 366" : "From 1 to 1000"}</p>}
      </div>
      <div className="field">
        <label htmlFor={`${id}-unit`}>Unit</label>
        <select
          id={`${id}-unit`}
          className="select"
          value={simple.unit}
          onChange={(event) => set({ unit: event.target.value as Unit })}
        >
          <option value="minutes">minutes</option>
          <option value="hours">hours</option>
          <option value="days">days</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-from`}>Counted</label>
        <select
          id={`${id}-from`}
          className="select"
          value={simple.byClock ? "clock" : "start"}
          disabled={!even}
          title={even ? undefined : "Only what goes evenly into an hour or a day can be counted by the clock"}
          onChange={(event) => set({ byClock: event.target.value === "clock" })}
        >
          <option value="clock">by the clock</option>
          <option value="start">from when it was made</option>
        </select>
      </div>
    </>
  );
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const fromMonday = [1, 2, 3, 4, 5, 6, 0] as const;

function DayButtons({ simple, onChange }: Of<"weekly">) {
  const { days } = simple;
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter((each) => each !== day) : [...days, day];
    onChange({ ...simple, days: next.sort((left, right) => left - right) });
  };
  return (
    <fieldset className="field builder-days">
      <legend>On</legend>
      <div className="builder-day-buttons">
        {fromMonday.map((day) => (
          <button
            key={day}
            type="button"
            className="builder-day"
            aria-pressed={days.includes(day)}
            onClick={() => toggle(day)}
          >
            <span aria-hidden="true">{weekdays[day].slice(0, 2)}</span>
            <span className="off-screen">{weekdays[day]}</span>
          </button>
        ))}
      </div>
      {days.length === 0 && <p className="field-problem">At least one day</p>}
    </fieldset>
  );
}

function MonthFields({ simple, onChange }: Of<"monthly">) {
  const id = useId();
  const { on } = simple;
  const set = (next: MonthDay) => onChange({ ...simple, on: next });
  const wrong = patternOf({ ...simple, time: "00:00" }) === null;
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-by`}>On</label>
        <select
          id={`${id}-by`}
          className="select"
          value={on.by}
          onChange={(event) => set(monthDay(event.target.value))}
        >
          <option value="day">a day of the month</option>
          <option value="last-day">the last day</option>
          <option value="weekday">a weekday of the month</option>
        </select>
      </div>
      {on.by === "day" && (
        <div className="field builder-number">
          <label htmlFor={`${id}-day`}>Day of the month</label>
          <input
            id={`${id}-day`}
            className={wrong ? "input is-invalid" : "input"}
            type="number"
            min={1}
            max={31}
            value={Number.isNaN(on.day) ? "" : on.day}
            aria-invalid={wrong}
            onChange={(event) => set({ by: "day", day: event.target.valueAsNumber })}
          />
          {wrong && <p className="field-problem">From 1 to 31</p>}
          {on.day > 28 && !wrong && <p className="field-hint">Not in months that are shorter</p>}
        </div>
      )}
      {on.by === "weekday" && (
        <>
          <div className="field">
            <label htmlFor={`${id}-nth`}>Which</label>
            <select
              id={`${id}-nth`}
              className="select"
              value={on.nth}
              onChange={(event) =>
                set({ ...on, nth: event.target.value === "last" ? "last" : Number(event.target.value) })
              }
            >
              {["first", "second", "third", "fourth"].map((name, index) => (
                <option key={name} value={index + 1}>
                  {name}
                </option>
              ))}
              <option value="last">last</option>
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-weekday`}>Weekday</label>
            <select
              id={`${id}-weekday`}
              className="select"
              value={on.weekday}
              onChange={(event) => set({ ...on, weekday: Number(event.target.value) })}
            >
              {fromMonday.map((day) => (
                <option key={day} value={day}>
                  {weekdays[day]}
                </option>
              ))}
            </select>
          </div>
        </>
      )}
    </>
  );
}

function monthDay(by: string): MonthDay {
  if (by === "last-day") return { by };
  return by === "weekday" ? { by, nth: 1, weekday: 1 } : { by: "day", day: 1 };
}
