import { type Line, linesOf } from "../../../jobs/model/lines.ts";
import type { RunFilter } from "../../../jobs/model/run-filter.ts";
import { type RunState, runStates } from "../../../jobs/model/run-state.ts";
import { createRunList } from "../../state/run-list.ts";
import { soon } from "../../state/soon.ts";
import { createStore, useValue } from "../../state/store.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { RunsList } from "./runs-list.tsx";
import "./runs.css";

const stateWords = {
  created: "Waiting",
  active: "Running",
  retry: "Waiting to try again",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;

type Chosen = { readonly taskId?: string | undefined; readonly status?: RunState | undefined };

/** All runs of all jobs, newest first. */
export function RunsSideBar() {
  const { kept, session } = useApp();
  const client = useClient();
  const jobs = useLive(linesOf);
  const chosen = kept.get("runs/filter", () => ({ ...createStore<Chosen>({}), stop: () => undefined }));
  const filter = useValue(chosen);
  const script = jobs.find(({ taskId }) => taskId === filter.taskId)?.script ?? null;
  const list = kept.get(`runs/list/${filter.taskId ?? ""}/${filter.status ?? ""}`, () =>
    createRunList({ client, filter: toFilter(filter, script), onRun: session.onRun, later: soon }),
  );
  const change = (next: Chosen) => {
    // A list is kept while it is shown: the one that is left would go on being changed for nobody.
    kept.drop("runs/list/");
    chosen.set(next);
  };

  return (
    <>
      <div className="side-bar-filter runs-filter">
        <select
          className="select"
          aria-label="State"
          value={filter.status ?? ""}
          onChange={(event) => change({ ...filter, status: runStates.find((state) => state === event.target.value) })}
        >
          <option value="">All states</option>
          {runStates.map((state) => (
            <option key={state} value={state}>
              {stateWords[state]}
            </option>
          ))}
        </select>
        <select
          className="select"
          aria-label="Job"
          value={filter.taskId ?? ""}
          onChange={(event) =>
            change({ ...filter, taskId: event.target.value === "" ? undefined : event.target.value })
          }
        >
          <option value="">All jobs</option>
          {jobs.map((job) => (
            <option key={job.taskId} value={job.taskId}>
              {job.title}
            </option>
          ))}
        </select>
      </div>
      <RunsList
        list={list}
        filtered={filter.status !== undefined || filter.taskId !== undefined}
        onClear={() => change({})}
      />
    </>
  );
}

function toFilter({ taskId, status }: Chosen, script: Line["script"]): RunFilter {
  return {
    ...(script ? { scheduleIds: [script.scheduleId] } : { taskIds: taskId === undefined ? undefined : [taskId] }),
    states: status === undefined ? undefined : [status],
  };
}
