import type { Notice } from "./incidents.ts";

/** Notices that come within this time of the first are shown as one. */
export const digestMs = 60_000;

/** What is put before the user: one notice, or several as one. */
export type Shown = {
  readonly title: string;
  readonly body: string;
  /** The run that a click opens; null when there are several jobs: the list of jobs is opened. */
  readonly runId: string | null;
  /** True when the run can be tried again from the notification. */
  readonly canRetry: boolean;
};

/** Lines of a digest; more are cut by the system, and nobody reads them. */
const mostLines = 5;

/** Several notices as one; of a job with several the newest counts. What fails comes first. */
export function digest(notices: readonly Notice[]): Shown {
  const newest = [...new Map(notices.map((notice) => [notice.subject, notice])).values()];
  const [only] = newest;
  if (only !== undefined && newest.length === 1)
    return { title: only.title, body: only.body, runId: only.runId, canRetry: hasFailed(only) };
  const sorted = [...newest.filter(hasFailed), ...newest.filter((notice) => !hasFailed(notice))];
  // A last line that says "and 1 more" could say which one instead.
  const shown = sorted.length <= mostLines + 1 ? sorted : sorted.slice(0, mostLines);
  const lines = shown.map(({ title, body }) => `${title}: ${body}`);
  const more = sorted.length - shown.length;
  return {
    title: titleOf(newest),
    body: [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    runId: null,
    canRetry: false,
  };
}

function hasFailed({ kind }: Notice): boolean {
  return kind !== "recovered" && kind !== "succeeded";
}

function titleOf(notices: readonly Notice[]): string {
  const count = (which: (notice: Notice) => boolean) => notices.filter(which).length;
  const failed = count(hasFailed);
  const recovered = count(({ kind }) => kind === "recovered");
  const succeeded = count(({ kind }) => kind === "succeeded");
  const parts = [
    failed > 0 ? `${jobs(failed)} ${failed === 1 ? "fails" : "fail"}` : "",
    recovered > 0 ? `${failed === 0 ? jobs(recovered) : recovered} ${recovered === 1 ? "works" : "work"} again` : "",
    succeeded > 0 ? `${failed + recovered === 0 ? jobs(succeeded) : succeeded} completed` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function jobs(count: number): string {
  return `${count} ${count === 1 ? "job" : "jobs"}`;
}
