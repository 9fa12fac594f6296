import { useMemo } from "react";
import { Icon } from "../../components/icon.tsx";
import { Blank } from "../../components/notes.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { type Problem, problemsOf } from "./problems.ts";
import "./problems.css";

/** What is wrong now, each with the way to mend it. */
export function ProblemsPanel() {
  const jobs = useLive((live) => live.jobs);
  const problems = useMemo(() => problemsOf({ jobs }), [jobs]);
  if (problems.length === 0) return <Blank icon="pass" title="No problems: all is well" />;
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <Row key={problem.key} problem={problem} />
      ))}
    </ul>
  );
}

function Row({ problem }: { readonly problem: Problem }) {
  const { open, show } = useApp();
  const { fix } = problem;
  const mend = () => {
    if (fix.kind === "run") open({ kind: "run", id: fix.runId }, { preview: true });
    else show({ view: "settings", ...(fix.group === undefined ? {} : { group: fix.group }) });
  };
  return (
    <li>
      <button type="button" className="problem" onClick={mend}>
        <Icon name={problem.severity} className={`is-${problem.severity}`} />
        <span className="off-screen">{problem.severity}: </span>
        <span className="problem-job">{problem.job}</span>
        <span className="problem-message">{problem.message}</span>
        <span className="problem-fix">{fix.kind === "run" ? "Open run" : "Open settings"}</span>
      </button>
    </li>
  );
}
