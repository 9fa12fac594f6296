import { useId } from "react";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loading, Note } from "../../components/notes.tsx";
import { counted } from "../../format/number.ts";
import { openEntries } from "./choice.ts";
import { ImportLines, LinesLeft } from "./import-lines.tsx";
import { type TakingOver, useTakeOver } from "./use-take-over.ts";
import "./import.css";

/** The user's crontab and timers: shown with their next times before anything is written, then made line by line as chosen. */
export function ImportStep({ onMade }: { readonly onMade: () => void }) {
  const work = useTakeOver(onMade);
  const { from, busy, plan, problem } = work;
  return (
    <>
      <p>
        Each line is shown with what it means and when it fires next. Nothing is written, and nothing in cron or systemd
        is changed, until you choose.
      </p>
      <div className="form-buttons">
        <Button icon="terminal" disabled={busy !== null} onClick={() => work.read("crontab")}>
          {from === "crontab" ? "Look at my crontab again" : "Look at my crontab"}
        </Button>
        <Button icon="settings-gear" disabled={busy !== null} onClick={() => work.read("systemd")}>
          {from === "systemd" ? "Look at my systemd timers again" : "Look at my systemd timers"}
        </Button>
      </div>
      {busy === "reading" && <Loading what={from === "crontab" ? "your crontab" : "your timers"} />}
      {problem !== null && (
        <div role="alert">
          <Note severity="error">{problem}</Note>
        </div>
      )}
      {plan !== null && <Plan work={work} plan={plan} />}
    </>
  );
}

type PlanProps = { readonly work: TakingOver; readonly plan: NonNullable<TakingOver["plan"]> };

function Plan({ work, plan }: PlanProps) {
  const open = openEntries(plan);
  const there = plan.entries.length - open.length;
  return (
    <section aria-label={plan.source}>
      <p role="status" className="import-outcome">
        {work.outcome ?? headline(plan.source, open.length, there)}
      </p>
      {plan.entries.length > 0 && <ImportLines plan={plan} choice={work.choice} onChoose={work.choose} />}
      {open.length > 0 && <MakeBar work={work} />}
      {work.outcome !== null && (
        <Note severity="warning">Take these lines out where they came from once they run here, or both run them.</Note>
      )}
      {plan.entries.length > 0 &&
        plan.remarks.map((remark) => (
          <p key={remark} className="card-note">
            {remark}
          </p>
        ))}
      <LinesLeft lines={plan.notTaken} />
    </section>
  );
}

function headline(source: string, open: number, there: number): string {
  if (open + there === 0) return `${source}: there is nothing to take over.`;
  const before = there > 0 ? `, ${there} taken over before` : "";
  return `${source}: ${counted(open, "line")} to choose from${before}.`;
}

function MakeBar({ work }: { readonly work: TakingOver }) {
  const id = useId();
  const count = work.choice.size;
  return (
    <div className="form-buttons import-make">
      <input
        id={id}
        type="checkbox"
        className="checkbox"
        checked={!work.paused}
        onChange={(event) => work.setPaused(!event.target.checked)}
      />
      <label htmlFor={id}>Start them at once; otherwise they are made paused</label>
      <span className="form-gap" />
      <Button primary disabled={count === 0 || work.busy !== null} onClick={work.make}>
        <Icon name="add" />
        {work.busy === "making" ? "Making…" : `Take over ${counted(count, "line")}…`}
      </Button>
    </div>
  );
}
