import { type ReactNode, useEffect } from "react";
import { EditorPage } from "../../components/editor-page.tsx";
import { Icon } from "../../components/icon.tsx";
import { useValue } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { BackgroundStep } from "./background-step.tsx";
import { CredentialsStep } from "./credentials-step.tsx";
import { DemoStep } from "./demo-step.tsx";
import { ImportStep } from "./import-step.tsx";
import { RunStep } from "./run-step.tsx";
import { firstOpenStep, type Step, type StepId, stepIds, stepsOf } from "./steps.ts";
import { useFacts } from "./use-facts.ts";
import "./welcome.css";

/** The walkthrough: the ways to begin, with a tick at what is done. It is there on an empty home, and whenever it is asked for. */
export function WelcomeEditor() {
  const { facts, reload } = useFacts();
  const steps = stepsOf(facts);
  const [current, choose] = useCurrentStep(steps, facts.groups !== null);
  const contents: Readonly<Record<StepId, ReactNode>> = {
    demo: <DemoStep />,
    run: <RunStep />,
    credentials: <CredentialsStep groups={facts.groups} />,
    import: <ImportStep onMade={reload} />,
    background: <BackgroundStep groups={facts.groups} />,
  };
  const step = steps.find(({ id }) => id === current);
  return (
    <EditorPage editorKey="welcome:" className="welcome">
      <header className="welcome-head">
        <Icon name="layers" />
        <div>
          <h2>Get started with Jobdeck</h2>
          <p>
            Runs your background jobs on this computer, keeps the history of every run, and tells you when one fails.
          </p>
        </div>
      </header>
      <div className="walkthrough">
        <div className="walkthrough-side">
          <StepList steps={steps} current={current} onChoose={choose} />
          <Keys />
        </div>
        <section className="walkthrough-step" aria-label={step?.title} key={current}>
          <h3>{step?.title}</h3>
          {contents[current]}
        </section>
      </div>
    </EditorPage>
  );
}

/** The step that is open: the one that was chosen, or that a command asked for; at first the first that is not done. */
function useCurrentStep(steps: readonly Step[], known: boolean) {
  const { reveal } = useApp();
  const wish = useValue(reveal);
  const [chosen, setChosen] = useKeptState<StepId | null>("welcome:/step", null);
  const choose = (id: StepId) => setChosen(() => id);
  const first = firstOpenStep(steps);
  useEffect(() => {
    if (wish?.editor !== "welcome:") return;
    const wished = stepIds.find((id) => id === wish.part);
    if (wished !== undefined) setChosen(() => wished);
    reveal.set(null);
  }, [wish, reveal, setChosen]);
  // Once it is known what is done, the step stays: it must not go away under the user's hands because it got its tick.
  useEffect(() => {
    if (known && chosen === null) setChosen(() => first);
  }, [known, chosen, first, setChosen]);
  return [chosen ?? first, choose] as const;
}

type StepListProps = {
  readonly steps: readonly Step[];
  readonly current: StepId;
  readonly onChoose: (id: StepId) => void;
};

function StepList({ steps, current, onChoose }: StepListProps) {
  const done = steps.filter((step) => step.done).length;
  return (
    <nav aria-label="Steps">
      <ol className="walkthrough-steps">
        {steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              aria-current={step.id === current ? "step" : undefined}
              onClick={() => onChoose(step.id)}
            >
              <Icon name={step.done ? "pass-filled" : "circle-large-outline"} className={step.done ? "is-done" : ""} />
              <span>{step.title}</span>
              {step.done && <span className="off-screen">, done</span>}
            </button>
          </li>
        ))}
      </ol>
      <p className="walkthrough-count">
        {done} of {steps.length} done. Everything stays optional.
      </p>
    </nav>
  );
}

function Keys() {
  const { commands } = useApp();
  return (
    <>
      <h3 className="section-title">Find your way</h3>
      <ul className="welcome-keys">
        {["workbench.showCommands", "jobs.show", "runs.show", "workbench.togglePanel", "settings.open"].map((id) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => commands.execute(id)}>
              {commands.get(id)?.title}
            </button>
            <kbd>{commands.keys(id)}</kbd>
          </li>
        ))}
      </ul>
    </>
  );
}
