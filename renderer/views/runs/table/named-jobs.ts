import { type Line, linesOf } from "../../../../jobs/model/lines.ts";
import type { Live } from "../../../state/live.ts";

/** A task, or a script as it is listed. */
export type NamedJob = Pick<Line, "taskId" | "title" | "script">;

const known = new WeakMap<Live["jobs"], readonly NamedJob[]>();

/** The jobs as they are listed, and the tasks that scripts stand for in that list: these have runs of no schedule, too. */
export function namedJobs({ jobs }: Pick<Live, "jobs">): readonly NamedJob[] {
  const named = known.get(jobs) ?? [
    ...linesOf({ jobs }),
    ...jobs.filter(isReplaced).map((job) => ({ ...job, script: null })),
  ];
  known.set(jobs, named);
  return named;
}

function isReplaced({ scripts }: Live["jobs"][number]): boolean {
  return scripts.length > 0;
}
