import type { JobStorage, Storage } from "../../../jobs/model/read-models/storage.ts";
import { Card } from "../../components/card.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { bytes, number } from "../../format/number.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { totalOfJobs } from "./totals.ts";

/** What the next clean-up by itself is going to delete of all jobs, and when it is. */
export function NextCleanUp({ storage }: { readonly storage: Pick<Storage, "jobs" | "cleanUpAt"> }) {
  const goes = totalOfJobs(storage.jobs.map((job) => job.goes));
  return (
    <>
      Next <TimeText at={storage.cleanUpAt} write={(times, now) => times.dayShort(storage.cleanUpAt, now)} />:{" "}
      {goes.runs === 0
        ? "nothing to delete."
        : `${number(goes.runs)} ${goes.runs === 1 ? "run" : "runs"}, about ${bytes(goes.bytes)}.`}
    </>
  );
}

/** The jobs by what their runs take, each with what of it goes next. */
export function JobsCard({ jobs, cleanUpAt }: Pick<Storage, "jobs" | "cleanUpAt">) {
  return (
    <Card title="Runs and logs of each job" className="storage-wide">
      {jobs.length === 0 ? (
        <p className="card-note">No run is kept.</p>
      ) : (
        <table className="storage-table">
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">Runs</th>
              <th scope="col">About</th>
              <th scope="col">Deleted next</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <JobRow key={job.taskId} job={job} cleanUpAt={cleanUpAt} />
            ))}
          </tbody>
        </table>
      )}
      <p className="card-note">Weighed by some runs of each job. The newest run of each way of ending always stays.</p>
    </Card>
  );
}

type JobRowProps = { readonly job: JobStorage; readonly cleanUpAt: number };

function JobRow({ job, cleanUpAt }: JobRowProps) {
  const { open } = useApp();
  const title = useLive((live) => live.jobs.find(({ taskId }) => taskId === job.taskId)?.title);
  return (
    <tr>
      <th scope="row">
        {title === undefined ? (
          <span className="storage-job">{job.taskId}</span>
        ) : (
          <button
            type="button"
            className="link storage-job"
            onClick={() => open({ kind: "job", id: job.taskId }, { preview: true })}
          >
            {title}
          </button>
        )}
      </th>
      <td>{number(job.runs)}</td>
      <td>{bytes(job.bytes)}</td>
      <td>
        <Goes job={job} cleanUpAt={cleanUpAt} />
      </td>
    </tr>
  );
}

function Goes({ job: { goes, firstGoesAt }, cleanUpAt }: JobRowProps) {
  if (goes.runs > 0)
    return (
      <>
        {number(goes.runs)}, {bytes(goes.bytes)}
      </>
    );
  if (firstGoesAt === null) return <span className="card-note">nothing</span>;
  const from = Math.max(firstGoesAt, cleanUpAt);
  return (
    <span className="card-note">
      from <TimeText at={from} write={(times, now) => times.dayShort(from, now)} />
    </span>
  );
}
