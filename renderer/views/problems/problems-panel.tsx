import { useMemo } from "react";
import { Icon } from "../../components/icon.tsx";
import { Blank } from "../../components/notes.tsx";
import type { App } from "../../workbench/app.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { type Fix, type Problem, problemsOf } from "./problems.ts";
import "./problems.css";

/** What is wrong now, each with the way to mend it. */
export function ProblemsPanel() {
  const jobs = useLive((live) => live.jobs);
  const brokenFiles = useLive((live) => live.brokenFiles);
  const fileProblems = useLive((live) => live.fileProblems);
  const keyProblems = useLive((live) => live.keyProblems);
  const engine = useLive((live) => live.engine);
  const problems = useMemo(
    () => problemsOf({ engine, jobs, brokenFiles, fileProblems, keyProblems }),
    [engine, jobs, brokenFiles, fileProblems, keyProblems],
  );
  if (problems.length === 0) return <Blank icon="pass" title="No problems: all is well" />;
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <Row key={problem.key} problem={problem} />
      ))}
    </ul>
  );
}

const fixWords: Readonly<Record<Fix["kind"], string>> = {
  run: "Open run",
  retry: "Run again",
  settings: "Open settings",
  file: "Show file",
  "settings-file": "Open file",
  "keybindings-file": "Open file",
  schedule: "Edit schedule",
  storage: "Show storage",
};

function Row({ problem }: { readonly problem: Problem }) {
  const app = useApp();
  const [main, ...others] = problem.fixes;
  return (
    <li className="problem-row">
      <button type="button" className="problem" title={problem.details} onClick={() => mend(app, main)}>
        <Icon name={problem.severity} className={`is-${problem.severity}`} />
        <span className="off-screen">{problem.severity}: </span>
        <span className="problem-job">{problem.job}</span>
        <span className="problem-message">{problem.message}</span>
        <span className="problem-fix">{fixWords[main.kind]}</span>
      </button>
      {others.map((fix) => (
        <button
          key={fix.kind}
          type="button"
          className="link problem-other"
          aria-label={`${fixWords[fix.kind]}: ${problem.job}`}
          onClick={() => mend(app, fix)}
        >
          {fixWords[fix.kind]}
        </button>
      ))}
    </li>
  );
}

function mend(app: App, fix: Fix): void {
  if (fix.kind === "run") app.open({ kind: "run", id: fix.runId }, { preview: true });
  else if (fix.kind === "retry") app.commands.execute("runs.retry", fix.runId);
  else if (fix.kind === "settings-file") app.open({ kind: "settings-file", id: "" });
  else if (fix.kind === "keybindings-file") app.commands.execute("keybindings.openFile");
  else if (fix.kind === "file") app.showTaskFile(fix.name);
  else if (fix.kind === "settings") app.show({ view: "settings", ...(fix.group ? { group: fix.group } : {}) });
  else if (fix.kind === "storage") app.commands.execute("storage.show");
  else {
    app.open({ kind: "job", id: fix.taskId });
    app.reveal.set({ editor: `job:${fix.taskId}`, part: "schedule" });
  }
}
