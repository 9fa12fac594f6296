import { type KeyboardEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { EditorPage } from "../../components/editor-page.tsx";
import { Icon } from "../../components/icon.tsx";
import { moveFocus } from "../../components/roving.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useKeptState } from "../../workbench/kept-state.ts";
import { closeEditor } from "../../workbench/layout.ts";
import type { Subject } from "../schedules/draft.ts";
import { draftKey } from "../schedules/kept-draft.ts";
import { ScheduleEditor } from "../schedules/schedule-editor.tsx";
import "./new-job.css";

const editorKey = "new-job:";

const choices = [
  {
    ...{ id: "command", icon: "terminal", title: "Run a command or script" },
    about: "A program, or a line for the shell, at the times that you choose.",
  },
  {
    ...{ id: "http-request", icon: "globe", title: "Call a URL" },
    about: "A request to an address, with a check of what it answers.",
  },
  {
    ...{ id: "task", icon: "code", title: "Write a task" },
    about: "A file of TypeScript of your own: steps, progress, logs, secrets, retries.",
  },
] as const;

type Choice = (typeof choices)[number]["id"];

function newJob(taskId: Choice, zone: string): Subject {
  return { kind: "new", taskId, zone, copyOf: null };
}

/** What a new job is to do, and when. Nothing is kept before it is right and was confirmed. */
export function NewJobEditor() {
  const app = useApp();
  const zone = useLive((live) => live.engine.zone);
  const begun = choices.find(({ id }) => app.drafts.of(editorKey).includes(draftKey(editorKey, newJob(id, zone))));
  const [choice, choose] = useKeptState<Choice | null>(`${editorKey}/choice`, begun?.id ?? null);
  const close = () => {
    const group = app.layout.get().groups.find(({ editors }) => editors.some(({ kind }) => kind === "new-job"));
    if (group) app.layout.update((known) => closeEditor(known, { group: group.id, key: editorKey }));
  };
  const opened = async (scheduleId: string) => {
    // The page of the job needs it to be known; the news of it may still be on its way.
    await app.session.refresh();
    app.open({ kind: "job", id: scheduleId });
    close();
  };
  return (
    <EditorPage editorKey={editorKey} className="new-job">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">New job</h2>
          <p className="page-lead">What is it to do?</p>
        </div>
      </header>
      <Choices chosen={choice} onChoose={(next) => choose(() => next)} />
      {(choice === "command" || choice === "http-request") && (
        <ScheduleEditor
          key={choice}
          subject={newJob(choice, zone)}
          editorKey={editorKey}
          onSaved={(id) => void opened(id)}
          onClose={() => choose(() => null)}
        />
      )}
      {choice === "task" && <TaskHelp />}
    </EditorPage>
  );
}

type ChoicesProps = { readonly chosen: Choice | null; readonly onChoose: (choice: Choice) => void };

function Choices({ chosen, onChoose }: ChoicesProps) {
  const [wanted, setWanted] = useState<Choice>(chosen ?? "command");
  return (
    <div
      className="new-job-choices"
      role="radiogroup"
      aria-label="What it is to do"
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => moveFocus(event, '[role="radio"]', "horizontal")}
    >
      {choices.map(({ id, icon, title, about }) => (
        // biome-ignore lint/a11y/useSemanticElements: a card with words of its own, as in the welcome page
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={chosen === id}
          className="new-job-choice"
          tabIndex={id === wanted ? 0 : -1}
          onFocus={() => setWanted(id)}
          onClick={() => onChoose(id)}
        >
          <Icon name={icon} />
          <span className="new-job-choice-title">{title}</span>
          <span className="new-job-choice-about">{about}</span>
        </button>
      ))}
    </div>
  );
}

function TaskHelp() {
  const { commands } = useApp();
  return (
    <section className="schedule-editor" aria-label="Write a task">
      <p>
        Every file in the folder of your tasks becomes a job, and is loaded again whenever you save it. The example that
        is put there shows what a task can do.
      </p>
      <div className="form-buttons">
        <Button primary onClick={() => commands.execute("jobs.beginTaskFiles")}>
          Begin with an example
        </Button>
        <Button onClick={() => commands.execute("jobs.showTaskFiles")}>Show the folder</Button>
      </div>
    </section>
  );
}
