import { useId, useState } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import type { NotifyWish } from "../../../jobs/model/notify.ts";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import "./notify-card.css";

const asSettings = "settings";

const choices: Readonly<Record<NotifyWish | typeof asSettings, { readonly title: string; readonly means: string }>> = {
  settings: { title: "As the settings say", means: "Usually when it begins to fail, fails differently, or recovers." },
  failure: { title: "On failure", means: "When it begins to fail, fails differently, or recovers." },
  always: { title: "Always", means: "When a run fails or completes: every time." },
  recovery: { title: "On recovery", means: "Only when it works again after it failed." },
  never: { title: "Never", means: "Nothing. The tray and this window show its failures all the same." },
};

/** What the job, or the script, tells by notifications of the system. */
export function NotifyCard({ job }: { readonly job: Pick<Line, "taskId" | "script" | "notify"> }) {
  const client = useClient();
  const { show } = useApp();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = job.notify ?? asSettings;
  const choose = async (value: string) => {
    setProblem(null);
    const notify = value === asSettings ? null : (value as NotifyWish);
    try {
      await client.jobs.setNotify({ ...(job.script ?? { taskId: job.taskId }), notify });
    } catch (error) {
      setProblem(explain(error));
    }
  };
  return (
    <section className="card notify-card" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="card-title">
        <label htmlFor={id}>Notifications</label>
      </h3>
      <select
        id={id}
        className="select"
        value={chosen}
        aria-describedby={`${id}-means`}
        onChange={(event) => void choose(event.target.value)}
      >
        {Object.entries(choices).map(([value, { title }]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      <p id={`${id}-means`} className="card-note">
        {choices[chosen].means}
      </p>
      {chosen === asSettings && (
        <button type="button" className="link" onClick={() => show({ view: "settings", group: "notifications" })}>
          Change the settings
        </button>
      )}
      {problem && (
        <p className="field-problem" role="alert">
          <Icon name="error" /> {problem}
        </p>
      )}
    </section>
  );
}
