import { useMemo } from "react";
import { Icon } from "../../components/icon.tsx";
import { Blank } from "../../components/notes.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { type Problem, problemsOf } from "./problems.ts";
import "./problems.css";

/** What is wrong now, each with the way to mend it. */
export function ProblemsPanel() {
  const jobs = useLive((live) => live.jobs);
  const brokenFiles = useLive((live) => live.brokenFiles);
  const fileProblems = useLive((live) => live.fileProblems);
  const problems = useMemo(() => problemsOf({ jobs, brokenFiles, fileProblems }), [jobs, brokenFiles, fileProblems]);
  if (problems.length === 0) return <Blank icon="pass" title="No problems: all is well" />;
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <Row key={problem.key} problem={problem} />
      ))}
    </ul>
  );
}

const fixWords = {
  run: "Open run",
  settings: "Open settings",
  file: "Show file",
  "settings-file": "Open file",
} as const;

function Row({ problem }: { readonly problem: Problem }) {
  const { open, show, showTaskFile } = useApp();
  const { fix } = problem;
  const mend = () => {
    if (fix.kind === "run") open({ kind: "run", id: fix.runId }, { preview: true });
    else if (fix.kind === "settings-file") open({ kind: "settings-file", id: "" });
    else if (fix.kind === "file") showTaskFile(fix.name);
    else show({ view: "settings", ...(fix.group === undefined ? {} : { group: fix.group }) });
  };
  return (
    <li>
      <button type="button" className="problem" title={problem.details} onClick={mend}>
        <Icon name={problem.severity} className={`is-${problem.severity}`} />
        <span className="off-screen">{problem.severity}: </span>
        <span className="problem-job">{problem.job}</span>
        <span className="problem-message">{problem.message}</span>
        <span className="problem-fix">{fixWords[fix.kind]}</span>
      </button>
    </li>
  );
}
