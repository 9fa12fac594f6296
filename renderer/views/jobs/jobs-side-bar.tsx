import { useMemo, useState } from "react";
import { linesOf } from "../../../jobs/model/lines.ts";
import { Button } from "../../components/button.tsx";
import { FilterBox } from "../../components/filter-box.tsx";
import { Blank } from "../../components/notes.tsx";
import { useValue } from "../../state/store.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { foldedCategories } from "./folded.ts";
import { jobRows } from "./job-rows.ts";
import { JobsTree } from "./jobs-tree.tsx";
import "./jobs.css";

/** All jobs by category: is all well, and what is next. */
export function JobsSideBar() {
  const app = useApp();
  const jobs = useLive(linesOf);
  const [filter, setFilter] = useState("");
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const fold = foldedCategories(app);
  const folds = useValue(fold);
  const rows = useMemo(() => jobRows(jobs, { filter, folds }), [jobs, filter, folds]);

  return (
    <>
      <div className="side-bar-filter">
        <FilterBox label="Filter jobs" value={filter} onChange={setFilter} />
      </div>
      <div className="side-bar-list" ref={setScroller}>
        {rows.length > 0 && (
          <JobsTree
            rows={rows}
            scroller={scroller}
            onFold={(name, open) => fold.update((known) => new Map(known).set(name, open ? "open" : "folded"))}
          />
        )}
        {rows.length === 0 && filter === "" && (
          <Blank icon="watch" title="This Jobdeck has no jobs">
            <p className="blank-text">Run a command, call a URL, or write a task of your own.</p>
            <Button onClick={() => app.commands.execute("jobs.new")}>New job</Button>
          </Blank>
        )}
        {rows.length === 0 && filter !== "" && (
          <Blank icon="search" title={`No job matches “${filter}”`}>
            <button type="button" className="link" onClick={() => setFilter("")}>
              Show all jobs
            </button>
          </Blank>
        )}
      </div>
    </>
  );
}
